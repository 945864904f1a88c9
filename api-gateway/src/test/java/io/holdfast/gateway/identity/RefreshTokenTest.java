package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final UserId ALICE = new UserId("user:al.i-c_e:1");
  private static final RefreshToken TOKEN =
      RefreshToken.by(CHANCE, new SessionId("session:a.b-c_d:e"), ALICE);

  @Test
  void isReadAsItWasWritten() {
    assertThat(RefreshToken.parse(TOKEN.text())).isEqualTo(TOKEN);
    assertThat(RefreshToken.parse(TOKEN.text()).digest()).isEqualTo(TOKEN.digest());
  }

  @Test
  void isAnothersWithTheSameSecretOnceItIsKnownWhose() {
    RefreshToken bobs = TOKEN.of(new UserId("user:bob"));
    assertThat(bobs.text()).isNotEqualTo(TOKEN.text());
    assertThat(bobs.digest()).isEqualTo(TOKEN.digest());
  }

  @Test
  void isNeverMadeTwiceAndShowsNoSecret() {
    RefreshToken other = RefreshToken.by(CHANCE, TOKEN.sessionId(), ALICE);
    assertThat(other.digest()).isNotEqualTo(TOKEN.digest());
    assertThat(TOKEN.toString()).doesNotContain(TOKEN.secret());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "~",
        "~~",
        "session:a~user:a~short",
        "session:a~user:a~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA~",
        "user:a~session:a~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "session:~user:a~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "session:a~user:a~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void whatIsNoTokenIsNotSignedIn(String text) {
    assertThatThrownBy(() -> RefreshToken.parse(text))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.NOT_SIGNED_IN));
  }
}
