package io.holdfast.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.holdfast.gateway.security.SecretFile;
import java.nio.file.Path;
import java.text.ParseException;

/** The P-256 key that signs access tokens. Its id is its thumbprint (RFC 7638). */
public record SigningKey(ECKey key) {
  public SigningKey {
    if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
      throw new IllegalArgumentException("the signing key must be a private key on P-256");
    }
  }

  public static SigningKey at(Path file) {
    try {
      return new SigningKey(ECKey.parse(SecretFile.readOrCreate(file, SigningKey::generate)));
    } catch (ParseException e) {
      throw new IllegalStateException(file + " holds no JWK", e);
    }
  }

  private static String generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK makes no P-256 keys", e);
    }
  }
}
