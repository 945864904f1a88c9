package io.holdfast.app.backup;

import io.holdfast.app.start.CannotStart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The operator's passphrase: the first line of a file, or of what comes through the standard input,
 * where the launcher types it in for a person. Never an argument: everybody on the machine can read
 * a command line.
 */
final class Passphrase {
  private static final int LEAST = 12;
  private static final int MOST = 1024;

  private Passphrase() {}

  static byte[] read(Optional<Path> file, Reader input) {
    try {
      String text = file.isPresent() ? Files.readString(file.get()) : firstLine(input);
      return checked(firstLine(new StringReader(text))).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CannotStart(
          "The passphrase cannot be read: " + e, "Name a file that you may read.", e);
    }
  }

  static Reader standardInput() {
    return new InputStreamReader(System.in, StandardCharsets.UTF_8);
  }

  private static String firstLine(Reader reader) throws IOException {
    String line = new BufferedReader(reader).readLine();
    return line == null ? "" : line;
  }

  private static String checked(String passphrase) {
    if (passphrase.length() < LEAST || passphrase.length() > MOST) {
      throw new CannotStart(
          "A passphrase has %d to %d characters.".formatted(LEAST, MOST),
          "Choose another one: it guards the wallet and what is known of people.");
    }
    return passphrase;
  }
}
