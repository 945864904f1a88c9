package io.holdfast.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.holdfast.gateway.security.SecretFile;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The P-256 keys of access tokens: one signs, and the one before it still vouches for what it has
 * signed, so that a change of keys signs nobody out. A key's id is its thumbprint (RFC 7638).
 *
 * @param previous only its public half is of use
 */
public record SigningKeys(ECKey current, Optional<ECKey> previous) {
  /** Beside the key's file: what the file was called before is kept under its name and this. */
  static final String PREVIOUS = ".previous";

  public SigningKeys {
    requireP256(current);
    previous.ifPresent(SigningKeys::requireP256);
  }

  /** The key in this file, made where there is none, and the one before, where it is kept. */
  public static SigningKeys at(Path file) {
    Path previous = file.resolveSibling(file.getFileName() + PREVIOUS);
    return new SigningKeys(
        parsed(SecretFile.readOrCreate(file, SigningKeys::generate), file),
        SecretFile.read(previous).map(text -> parsed(text, previous)));
  }

  /** The public halves, the one that signs first. */
  List<JWK> publicKeys() {
    return Stream.concat(Stream.of(current), previous.stream())
        .<JWK>map(ECKey::toPublicJWK)
        .toList();
  }

  private static void requireP256(ECKey key) {
    if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
      throw new IllegalArgumentException("a signing key must be a private key on P-256");
    }
  }

  private static ECKey parsed(String text, Path file) {
    try {
      return ECKey.parse(text);
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

  /** Names the keys and shows none. */
  @Override
  public String toString() {
    return "SigningKeys" + publicKeys().stream().map(JWK::getKeyID).toList();
  }
}
