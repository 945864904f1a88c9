package io.holdfast.query.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.query.transparency.VerifierKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whose cosignatures are taken. Immutable. */
public final class Witnesses {
  private final List<VerifierKey> keys;

  /**
   * @param keys as C2SP signed-note writes them, of the kind that cosigns
   * @throws IllegalArgumentException where one is none
   */
  public Witnesses(List<String> keys) {
    this.keys = keys.stream().map(Witnesses::key).toList();
    if (this.keys.stream().map(VerifierKey::name).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("two witnesses have the same name");
    }
  }

  public List<String> keys() {
    return keys.stream().map(VerifierKey::toString).toList();
  }

  /** A cosignature that is one. */
  record Cosigned(String witness, Instant at, Note.Signature signature) {}

  /**
   * @param text of our checkpoint
   * @throws Rejection COSIGNATURE_REFUSED, or MALFORMED_REQUEST
   */
  Cosigned require(String text, String line) {
    Note.Signature signature = parse(text, line);
    VerifierKey witness =
        keys.stream()
            .filter(key -> key.isBy(signature))
            .findFirst()
            .orElseThrow(() -> refused("It is by no witness that is known here."));
    Optional<Instant> at = witness.cosigned(text, signature);
    return new Cosigned(
        witness.name(),
        at.orElseThrow(() -> refused("It is no signature of this checkpoint.")),
        signature);
  }

  private static VerifierKey key(String text) {
    VerifierKey key = VerifierKey.parse(text);
    if (key.kind() != Kind.WITNESS) {
      throw new IllegalArgumentException("not the key of a witness: " + text);
    }
    return key;
  }

  private static Note.Signature parse(String text, String line) {
    try {
      List<Note.Signature> signatures = Note.parse(text + "\n" + line.strip() + "\n").signatures();
      if (signatures.size() == 1) {
        return signatures.getFirst();
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static Rejection malformed() {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, "That is no line of a signed note.");
  }

  private static Rejection refused(String why) {
    return new Rejection(ErrorCode.COSIGNATURE_REFUSED, why);
  }
}
