package io.holdfast.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretTest {
  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void signsAsTheStandardsOwnExample() {
    Secret secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void isThirtyTwoBytesByChanceAndShowsNothingOfItself() {
    Secret secret = Secret.by(new SecureRandom());

    assertThat(secret.value()).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.value().substring(6))).hasSize(32);
    assertThat(secret).isNotEqualTo(Secret.by(new SecureRandom()));
    assertThat(secret.toString()).isEqualTo("Secret");
  }
}
