package io.holdfast.query.transparency;

import io.holdfast.query.transparency.VerifierKey.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** Keys of logs and of witnesses, made anew. */
final class TestKeys {
  private TestKeys() {}

  static SigningKey ofLog(String name) {
    KeyPair pair = pair();
    return new SigningKey(name, pair.getPrivate(), pair.getPublic());
  }

  /** Somebody who signs what others have signed. */
  record Witness(String name, KeyPair pair) {
    Witness(String name) {
      this(name, TestKeys.pair());
    }

    String vkey() {
      return VerifierKey.of(name, Kind.WITNESS, pair.getPublic()).toString();
    }

    /** As C2SP tlog-cosignature has it. */
    String cosign(String text, long seconds) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        String signed = "cosignature/v1\ntime " + seconds + "\n" + text;
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        byte[] bytes =
            ByteBuffer.allocate(4 + 8 + 64)
                .put(VerifierKey.of(name, Kind.WITNESS, pair.getPublic()).id())
                .putLong(seconds)
                .put(signature.sign())
                .array();
        return new Note.Signature(name, bytes).line();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
