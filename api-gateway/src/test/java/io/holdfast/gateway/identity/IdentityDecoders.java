package io.holdfast.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.util.Optional;
import org.springframework.util.AlternativeJdkIdGenerator;
import reactor.core.publisher.Mono;

/** What of this package reads what strangers send, for those who send rubbish. */
public final class IdentityDecoders {
  private static final AccessTokens TOKENS = tokens();

  private IdentityDecoders() {}

  /** Ends with a JwtException, for nobody outside has the key. */
  public static void accessToken(String text) {
    TOKENS.callerOf(text).block();
    throw new AssertionError("a token that we did not make counts");
  }

  /** A token has one spelling. */
  public static void refreshToken(String text) {
    if (!RefreshToken.parse(text).text().equals(text)) {
      throw new AssertionError("a second spelling of a token");
    }
  }

  /** Whatever a program calls itself is shown to people as plain text. */
  public static void userAgent(String text) {
    String shown = new Visitor("127.0.0.1", text, "correlation", "request").userAgent();
    if (shown.isEmpty() || !shown.matches("[\\x20-\\x7e]{1,200}")) {
      throw new AssertionError("not plain: " + shown);
    }
  }

  private static AccessTokens tokens() {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID("fuzz").generate();
      return new AccessTokens(
          new SigningKeys(key, Optional.empty()),
          Defaults.security(),
          Clock.systemUTC(),
          new AlternativeJdkIdGenerator(),
          (_, _) -> Mono.empty());
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }
}
