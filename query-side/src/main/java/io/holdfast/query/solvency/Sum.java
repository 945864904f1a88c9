package io.holdfast.query.solvency;

import io.holdfast.query.transparency.Hash;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A node of a Merkle-sum tree: what is owed below it, in minor units, and a hash that binds that
 * and everything below. Both sums of its children stand in a node's hash, each by itself, so that
 * no child can claim another share than it has (the mended form of Maxwell's and Todd's tree, as in
 * Chalkias, Chatzigiannis and Ji, "Broken Proofs of Solvency in Blockchain Custodial Wallets and
 * Exchanges", 2022). Leaf and node begin with another byte, so that neither passes for the other.
 */
public record Sum(BigInteger amount, Hash hash) {
  /** An amount in a hash: unsigned, big-endian; more than the largest sum of NUMERIC(78). */
  static final int AMOUNT_BYTES = 40;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /**
   * @throws IllegalArgumentException where the amount is negative: such a leaf would take away from
   *     what others are owed
   */
  public Sum {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("a liability is not negative");
    }
  }

  /** SHA-256(0 ‖ nonce ‖ length, account ‖ length, asset ‖ amount); lengths are 4 bytes. */
  static Sum leaf(Liability liability) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    digest.update(liability.nonce());
    text(digest, liability.accountId());
    text(digest, liability.asset());
    digest.update(bytes(liability.amount()));
    return new Sum(liability.amount(), new Hash(digest.digest()));
  }

  /** SHA-256(1 ‖ left's amount ‖ left's hash ‖ right's amount ‖ right's hash). */
  static Sum node(Sum left, Sum right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(bytes(left.amount));
    digest.update(left.hash.bytes());
    digest.update(bytes(right.amount));
    digest.update(right.hash.bytes());
    return new Sum(left.amount.add(right.amount), new Hash(digest.digest()));
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static byte[] bytes(BigInteger amount) {
    byte[] bytes = amount.toByteArray();
    if (bytes.length > AMOUNT_BYTES) {
      throw new IllegalArgumentException("the amount has more than " + AMOUNT_BYTES + " bytes");
    }
    return ByteBuffer.allocate(AMOUNT_BYTES).put(AMOUNT_BYTES - bytes.length, bytes).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
