package io.holdfast.app.start;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/** What is made by chance at first start, and kept in a file of its own. */
public enum Secret {
  /** Of the embedded PostgreSQL's only role. */
  DATABASE_PASSWORD("database-password"),
  /** Of every sandbox user; made to be read and typed by people. */
  SANDBOX_PASSWORD("sandbox-password") {
    @Override
    String make(SecureRandom random) {
      return readable(random);
    }
  },
  /** Encrypts the wallet seed that the bitcoin rail keeps beside it. */
  BITCOIN_PASSPHRASE("bitcoin-passphrase"),
  /** Signs the log: an Ed25519 key, both halves of it. */
  LOG_KEY("log-key") {
    @Override
    String make(SecureRandom random) {
      return keyPair(random);
    }
  };

  private static final int BYTES = 32;

  /** Without the letters and digits that people confuse. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private final String fileName;

  Secret(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }

  String make(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The private half (PKCS #8) and the public one (X.509), in base64. */
  private static String keyPair(SecureRandom random) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
      keys.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = keys.generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(pair.getPrivate().getEncoded())
          + " "
          + base64.encodeToString(pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** Four groups of four, 79 bits. */
  private static String readable(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "");
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
