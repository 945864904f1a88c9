package io.holdfast.chain.bitcoin.wallet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.SignatureDecodeException;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.crypto.internal.CryptoUtils;

/**
 * The two virtual transactions of BIP-322. The first pays nothing to the address, and commits to
 * the message; the second spends it, and its witness is the signature. Both are described by the
 * BIP to the byte, so what is signed is put together here: by BIP-143 for a key's hash (P2WPKH), by
 * BIP-341 for a key (P2TR).
 */
final class Bip322 {
  private static final int SIGHASH_ALL = 1;
  private static final int SIGHASH_DEFAULT = 0;
  private static final byte[] ZERO_4 = new byte[4];
  private static final byte[] ZERO_8 = new byte[8];
  private static final byte[] EVERYTHING_4 = {-1, -1, -1, -1};

  /** The second one's only output: nothing, to nobody (OP_RETURN). */
  private static final byte[] OUTPUT = concat(ZERO_8, new byte[] {1, 0x6a});

  private final int version;
  private final byte[] program;
  private final byte[] outpoint;

  Bip322(SegwitAddress address, byte[] message) {
    this.version = address.getWitnessVersion();
    this.program = address.getWitnessProgram();
    this.outpoint = concat(toSpend(message), ZERO_4);
  }

  boolean isSatisfiedBy(Witness witness) {
    return version == 0 ? isSignedByKeyHash(witness) : isSignedByKey(witness);
  }

  private byte[] toSpend(byte[] message) {
    byte[] commitment = Bip340.taggedHash("BIP0322-signed-message", message);
    byte[] transaction =
        concat(
            ZERO_4,
            new byte[] {1},
            new byte[32],
            EVERYTHING_4,
            new byte[] {34, 0, 32},
            commitment,
            ZERO_4,
            new byte[] {1},
            ZERO_8,
            script(),
            ZERO_4);
    return Sha256Hash.hashTwice(transaction);
  }

  /** The address as a script, with its length before it. */
  private byte[] script() {
    int push = version == 0 ? 0 : 0x50 + version;
    return concat(
        new byte[] {(byte) (program.length + 2), (byte) push, (byte) program.length}, program);
  }

  private boolean isSignedByKeyHash(Witness witness) {
    if (witness.items().size() != 2) {
      return false;
    }
    byte[] key = witness.items().get(1);
    if (!Arrays.equals(CryptoUtils.sha256hash160(key), program) || !isCompressed(key)) {
      return false;
    }
    try {
      TransactionSignature signature =
          TransactionSignature.decodeFromBitcoin(witness.items().get(0), true, true);
      return signature.sighashFlags == SIGHASH_ALL
          && ECKey.fromPublicOnly(key).verify(Sha256Hash.wrap(hashOfVersion0()), signature);
    } catch (SignatureDecodeException | VerificationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isCompressed(byte[] key) {
    return key.length == 33 && (key[0] == 2 || key[0] == 3);
  }

  /** BIP-143. */
  private byte[] hashOfVersion0() {
    byte[] keyHashScript =
        concat(
            new byte[] {25, 0x76, (byte) 0xa9, 20}, program, new byte[] {(byte) 0x88, (byte) 0xac});
    return Sha256Hash.hashTwice(
        concat(
            ZERO_4,
            Sha256Hash.hashTwice(outpoint),
            Sha256Hash.hashTwice(ZERO_4),
            outpoint,
            keyHashScript,
            ZERO_8,
            ZERO_4,
            Sha256Hash.hashTwice(OUTPUT),
            ZERO_4,
            little(SIGHASH_ALL)));
  }

  private boolean isSignedByKey(Witness witness) {
    if (witness.items().size() != 1) {
      return false;
    }
    byte[] signature = witness.items().getFirst();
    int type =
        switch (signature.length) {
          case Bip340.SIGNATURE_BYTES -> SIGHASH_DEFAULT;
          case Bip340.SIGNATURE_BYTES + 1 -> signature[Bip340.SIGNATURE_BYTES];
          default -> -1;
        };
    boolean known =
        signature.length == Bip340.SIGNATURE_BYTES ? type == SIGHASH_DEFAULT : type == SIGHASH_ALL;
    return known
        && Bip340.verify(
            new BigInteger(1, program),
            hashOfVersion1(type),
            Arrays.copyOf(signature, Bip340.SIGNATURE_BYTES));
  }

  /** BIP-341, without an annex, along the key path. */
  private byte[] hashOfVersion1(int type) {
    return Bip340.taggedHash(
        "TapSighash",
        concat(
            new byte[] {0, (byte) type},
            ZERO_4,
            ZERO_4,
            Sha256Hash.hash(outpoint),
            Sha256Hash.hash(ZERO_8),
            Sha256Hash.hash(script()),
            Sha256Hash.hash(ZERO_4),
            Sha256Hash.hash(OUTPUT),
            new byte[] {0},
            ZERO_4));
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
