package io.holdfast.query.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The log's own Ed25519 key. Its text form shows nothing of it. Thread-safe.
 *
 * <p>Its file has both halves in base64 with a space between: the private one (PKCS #8), the public
 * one (X.509).
 */
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey secret;
  private final VerifierKey verifier;

  SigningKey(String name, PrivateKey secret, PublicKey known) {
    this.secret = secret;
    this.verifier = VerifierKey.of(name, VerifierKey.Kind.LOG, known);
    if (!verifier.signed(sign("a try\n"))) {
      throw new IllegalArgumentException("the two halves of the key do not belong together");
    }
  }

  /**
   * @param name the log's origin
   * @throws IllegalArgumentException where the file holds no such key
   */
  public static SigningKey read(Path file, String name) {
    try {
      String[] halves = Files.readString(file).strip().split(" ", -1);
      if (halves.length != 2) {
        throw new IllegalArgumentException(file + " holds no key of a log");
      }
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder base64 = Base64.getDecoder();
      return new SigningKey(
          name,
          keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves[0]))),
          keys.generatePublic(new X509EncodedKeySpec(base64.decode(halves[1]))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log's key in " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " holds no key of a log", e);
    }
  }

  public VerifierKey verifier() {
    return verifier;
  }

  /**
   * @param text ends with a newline
   */
  Note sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signed = signature.sign();
      byte[] line =
          ByteBuffer.allocate(verifier.id().length + signed.length)
              .put(verifier.id())
              .put(signed)
              .array();
      return new Note(text, List.of(new Note.Signature(verifier.name(), line)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the log's key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey of " + verifier.name();
  }
}
