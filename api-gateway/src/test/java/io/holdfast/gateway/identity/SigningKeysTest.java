package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  @TempDir Path folder;
  private Path file;
  private Path previous;

  @BeforeEach
  void name() {
    file = folder.resolve("signing-key.jwk");
    previous = folder.resolve("signing-key.jwk.previous");
  }

  @Test
  void aKeyIsMadeOnceAndKept() {
    SigningKeys made = SigningKeys.at(file);

    assertThat(SigningKeys.at(file)).isEqualTo(made);
    assertThat(made.previous()).isEmpty();
  }

  @Test
  void aKeyThatIsPutAsideVouchesBesideTheOneThatIsMadeInItsPlace() throws IOException {
    SigningKeys before = SigningKeys.at(file);
    Files.move(file, previous);

    SigningKeys after = SigningKeys.at(file);

    assertThat(after.current()).isNotEqualTo(before.current());
    assertThat(after.previous()).contains(before.current());
    assertThat(after.publicKeys())
        .containsExactly(after.current().toPublicJWK(), before.current().toPublicJWK())
        .noneMatch(key -> key.isPrivate());
  }

  @Test
  void showsNoKey() {
    SigningKeys keys = SigningKeys.at(file);

    assertThat(keys.toString())
        .contains(keys.current().getKeyID())
        .doesNotContain(keys.current().getD().toString());
  }

  @Test
  void aKeyBeforeThatOthersMayReadIsRefused() throws IOException {
    SigningKeys.at(file);
    Files.move(file, previous);
    Files.setPosixFilePermissions(previous, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatIllegalStateException()
        .isThrownBy(() -> SigningKeys.at(file))
        .withMessageContaining("may be read by others");
  }

  @Test
  void whatIsNoKeyIsRefusedAndNotShown() throws IOException {
    SigningKeys.at(file);
    Files.writeString(file, "no key at all");

    assertThatIllegalStateException()
        .isThrownBy(() -> SigningKeys.at(file))
        .withMessage(file + " holds no JWK");
  }
}
