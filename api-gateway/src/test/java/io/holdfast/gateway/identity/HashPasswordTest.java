package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.identity.Credentials.Credential;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashPasswordTest {
  private static final String PASSWORD = "correct horse battery";
  private static final EmailId EMAIL = new EmailId(EmailId.PREFIX + "a".repeat(64));

  @Test
  void makesAHashByWhichItsUserSignsIn() throws IOException {
    String hash = once(PASSWORD + "\n");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    Credential alice = new Credential(new UserId("user:alice"), EMAIL, hash, false);
    Passwords passwords = new Passwords(new SecureRandom());

    assertThat(passwords.matching(List.of(alice), PASSWORD)).containsExactly(alice);
    assertThat(passwords.matching(List.of(alice), PASSWORD + " ")).isEmpty();
  }

  @Test
  void takesAPipeWithOrWithoutALineEnd() throws IOException {
    assertThat(once(PASSWORD)).startsWith("$argon2id$");
    assertThat(once(PASSWORD + "\r\n")).startsWith("$argon2id$");
  }

  @Test
  void takesWhatWasTypedTwiceAlike() throws IOException {
    assertThat(twice(PASSWORD + "\n" + PASSWORD + "\n")).startsWith("$argon2id$");
  }

  @Test
  void refusesWhatWasTypedInTwoWays() {
    assertRefused(true, PASSWORD + "\n" + PASSWORD + "!\n", "the two passwords differ.");
    assertRefused(true, PASSWORD + "\n", "the two passwords differ.");
  }

  @Test
  void refusesNothingAndTooLittleAndTooMuch() {
    assertRefused(false, "", "the password is empty.");
    assertRefused(true, "\n\n", "the password is empty.");
    assertRefused(false, "x".repeat(11), "a password has 12 to 200 characters.");
    assertRefused(false, "x".repeat(201), "a password has 12 to 200 characters.");
  }

  @Test
  void refusesAPipeOfSeveralLines() {
    assertRefused(false, PASSWORD + "\nmore\n", "one line is expected, and there are more.");
  }

  private static void assertRefused(boolean twice, String input, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HashPassword.hash(reader(input), twice))
        .withMessage(why);
  }

  private static String once(String input) throws IOException {
    return HashPassword.hash(reader(input), false);
  }

  private static String twice(String input) throws IOException {
    return HashPassword.hash(reader(input), true);
  }

  private static BufferedReader reader(String input) {
    return new BufferedReader(new StringReader(input));
  }
}
