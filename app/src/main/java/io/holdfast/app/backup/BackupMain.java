package io.holdfast.app.backup;

import java.nio.file.Path;
import java.util.Arrays;

/** {@code ./holdfast backup FILE}. */
public final class BackupMain {
  private BackupMain() {}

  public static void main(String[] arguments) {
    System.exit(Terminal.attempt(() -> backup(arguments)));
  }

  private static void backup(String[] arguments) {
    Path file = Terminal.file(arguments);
    BackupConfiguration configuration = BackupConfiguration.of(arguments);
    byte[] passphrase = Terminal.passphrase(configuration);
    Progress progress = new Progress(System.err, System::nanoTime, "copying");
    Manifest manifest = new Backup(configuration, progress).into(file, passphrase);
    Arrays.fill(passphrase, (byte) 0);
    System.out.printf(
        "%s holds everything up to event %d of the log: %d tables, %s.%n",
        file, manifest.logIndex(), manifest.tables().size(), progress.summary());
  }
}
