package io.holdfast.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./holdfast hash-password}: the hash for {@code holdfast.users[].password-hash}. The
 * password comes by standard input, never by the command line, which everybody on the machine can
 * read.
 */
public final class HashPassword {

  /** Two lines follow: the password, and the same once more, as a person typed it twice. */
  private static final String TWICE = "--twice";

  private HashPassword() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try {
      System.out.println(hash(input, List.of(arguments).contains(TWICE)));
    } catch (IllegalArgumentException refused) {
      System.err.println("holdfast: " + refused.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws IllegalArgumentException the password cannot be taken; the message says why, without it
   */
  static String hash(BufferedReader input, boolean twice) throws IOException {
    String password = input.readLine();
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty.");
    }
    @Nullable String next = input.readLine();
    if (twice && !password.equals(next)) {
      throw new IllegalArgumentException("the two passwords differ.");
    }
    if (!twice && next != null) {
      throw new IllegalArgumentException("one line is expected, and there are more.");
    }
    requireLength(password);
    return Passwords.encode(password);
  }

  private static void requireLength(String password) {
    int most = Passwords.MAX_LENGTH;
    if (password.length() < Passwords.MIN_LENGTH || password.length() > most) {
      throw new IllegalArgumentException(
          "a password has " + Passwords.MIN_LENGTH + " to " + most + " characters.");
    }
  }
}
