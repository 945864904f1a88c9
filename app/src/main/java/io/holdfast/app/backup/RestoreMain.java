package io.holdfast.app.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** {@code ./holdfast restore FILE}. */
public final class RestoreMain {
  private RestoreMain() {}

  public static void main(String[] arguments) {
    System.exit(Terminal.attempt(() -> restore(arguments)));
  }

  private static void restore(String[] arguments) {
    Path file = Terminal.file(arguments);
    BackupConfiguration configuration = BackupConfiguration.of(arguments);
    byte[] passphrase = Terminal.passphrase(configuration);
    Progress progress = new Progress(System.err, System::nanoTime, "restoring");
    Manifest manifest = new Restore(configuration, progress).from(file, passphrase);
    Arrays.fill(passphrase, (byte) 0);
    System.out.printf(
        "Restored, read back and found equal: everything up to event %d of the log, as of %s (%d"
            + " tables; %s of them in three passes).%n"
            + "Before people come back, read \"After a restore\" in docs/guides/backup.md.%n",
        manifest.logIndex(),
        Instant.ofEpochMilli(manifest.takenAtMillis()),
        manifest.tables().size(),
        progress.summary());
  }
}
