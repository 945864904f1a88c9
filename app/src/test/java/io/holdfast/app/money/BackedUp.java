package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup as an operator takes it, by programs of their own beside the one that runs. */
final class BackedUp {
  private static final Pattern UP_TO = Pattern.compile("up to event (\\d+) of the log");

  private final Path data;
  private final Path folder;
  private final Path file;

  BackedUp(Path data, Path folder) throws IOException {
    this.data = data;
    this.folder = folder;
    this.file = folder.resolve("a.backup");
    Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
  }

  /** Where it is restored into. */
  Path target() {
    return folder.resolve("data");
  }

  /** Answers with the last event that is in it. */
  long take() throws IOException, InterruptedException {
    return lastEvent(run("BackupMain", data));
  }

  /** Answers with the last event that it brought back; where the other runs it is refused. */
  long restore() throws IOException, InterruptedException {
    assertThat(run("RestoreMain", data)).contains("is not empty: it holds ");
    return lastEvent(run("RestoreMain", target(), "--lost-addresses=20"));
  }

  private String run(String program, Path on, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.holdfast.app.backup." + program,
                file.toString(),
                "--passphrase-file=" + folder.resolve("passphrase"),
                "--holdfast.data-dir=" + on,
                "--holdfast.database.binaries-dir=" + Path.of("target/postgres-binaries")));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static long lastEvent(String output) {
    Matcher upTo = UP_TO.matcher(output);
    assertThat(upTo.find()).as(output).isTrue();
    return Long.parseLong(upTo.group(1));
  }
}
