package io.holdfast.query.transparency;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose signature under a note is believed: name and Ed25519 key, as C2SP signed-note writes them,
 * {@code name+id+base64(kind, key)}. The id is the beginning of a hash over name, kind and key.
 * Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // compared as text
public record VerifierKey(String name, Kind kind, byte[] key) {
  /** What is signed. */
  public enum Kind {
    /** The note's text: a log's own signature. */
    LOG(1),
    /** A time and the note's text: a witness's, in the form of C2SP tlog-cosignature, v1. */
    WITNESS(4);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    private static Kind of(byte code) {
      return Arrays.stream(values())
          .filter(kind -> kind.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no kind of key that is known here"));
    }
  }

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final int SIGNATURE_BYTES = 64;

  /** What stands before the 32 bytes of an Ed25519 key in X.509 (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final Pattern NAME =
      Pattern.compile("[^\\s+]{1,200}", Pattern.UNICODE_CHARACTER_CLASS);

  public VerifierKey {
    if (!NAME.matcher(name).matches() || key.length != KEY_BYTES) {
      throw new IllegalArgumentException("not a verifier key");
    }
    key = key.clone();
  }

  /**
   * @throws IllegalArgumentException where it has not this form, or its id belongs to another key
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a verifier key");
    }
    byte[] coded = Base64.getDecoder().decode(parts[2]);
    if (coded.length != KEY_BYTES + 1) {
      throw new IllegalArgumentException("not a verifier key");
    }
    VerifierKey key =
        new VerifierKey(parts[0], Kind.of(coded[0]), Arrays.copyOfRange(coded, 1, coded.length));
    if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
      throw new IllegalArgumentException("the id is that of another key");
    }
    return key;
  }

  /** The public half of a key of this JDK. */
  static VerifierKey of(String name, Kind kind, PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new VerifierKey(name, kind, Arrays.copyOfRange(encoded, X509.length, encoded.length));
  }

  /** Whether it is a key of this one that signed the text. */
  public boolean signed(Note note) {
    return note.signatures().stream().anyMatch(signature -> vouches(note.text(), signature));
  }

  /** When the witness signed it; nothing where it did not. */
  public Optional<Instant> cosigned(String text, Note.Signature signature) {
    byte[] bytes = signature.bytes();
    if (kind != Kind.WITNESS
        || !isBy(signature)
        || bytes.length != ID_BYTES + Long.BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(bytes, ID_BYTES, Long.BYTES).getLong();
    String signed = "cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n" + text;
    return seconds >= 0
            && seconds <= Instant.MAX.getEpochSecond()
            && verify(signed, Arrays.copyOfRange(bytes, ID_BYTES + Long.BYTES, bytes.length))
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  /** Whether the line says that it is by this key; it may lie. */
  boolean isBy(Note.Signature signature) {
    return name.equals(signature.name())
        && Arrays.equals(id(), Arrays.copyOf(signature.bytes(), ID_BYTES));
  }

  byte[] id() {
    MessageDigest digest = Hash.sha256();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(digest.digest(coded()), ID_BYTES);
  }

  private boolean vouches(String text, Note.Signature signature) {
    byte[] bytes = signature.bytes();
    return kind == Kind.LOG
        && isBy(signature)
        && bytes.length == ID_BYTES + SIGNATURE_BYTES
        && verify(text, Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
  }

  private boolean verify(String text, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(joined())));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] joined() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(X509);
    bytes.writeBytes(key);
    return bytes.toByteArray();
  }

  private byte[] coded() {
    return ByteBuffer.allocate(KEY_BYTES + 1).put(kind.code).put(key).array();
  }

  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(coded());
  }
}
