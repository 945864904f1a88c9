package io.holdfast.chain.evm.wire;

import io.holdfast.chain.evm.wire.Rlp.Bytes;
import io.holdfast.chain.evm.wire.Rlp.Items;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transaction with the fee market of EIP-1559 (type 2 of EIP-2718), without an access list. Its
 * fee is at most {@code gasLimit × maxFeePerGas}.
 *
 * @param nonce how many transactions of this sender stand on the chain before this one
 * @param value wei
 * @param data for a contract, in hex; {@code 0x} in a plain transfer
 */
public record Transfer(
    BigInteger chainId,
    BigInteger nonce,
    BigInteger maxPriorityFeePerGas,
    BigInteger maxFeePerGas,
    BigInteger gasLimit,
    Address to,
    BigInteger value,
    String data) {
  private static final byte TYPE = 2;
  private static final int FIELDS = 9;

  /** What the chain takes at most. */
  public BigInteger mostFee() {
    return gasLimit.multiply(maxFeePerGas);
  }

  /** What is signed, before it is hashed. */
  public byte[] unsigned() {
    return typed(fields());
  }

  /** What is sent. */
  public byte[] signed(Signature signature) {
    List<Rlp> fields = fields();
    fields.add(Rlp.of(BigInteger.valueOf(signature.parity())));
    fields.add(Rlp.of(signature.r()));
    fields.add(Rlp.of(signature.s()));
    return typed(fields);
  }

  /**
   * Reads back what {@link #unsigned} made.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static Transfer of(byte[] unsigned) {
    if (unsigned.length == 0 || unsigned[0] != TYPE) {
      throw new IllegalArgumentException("no transaction of type 2");
    }
    byte[] payload = Arrays.copyOfRange(unsigned, 1, unsigned.length);
    if (!(Rlp.decode(payload) instanceof Items(List<Rlp> items))
        || items.size() != FIELDS
        || !(items.getLast() instanceof Items(List<Rlp> accessList))
        || !accessList.isEmpty()) {
      throw new IllegalArgumentException("not the fields of an unsigned transaction");
    }
    return new Transfer(
        quantity(items.get(0)),
        quantity(items.get(1)),
        quantity(items.get(2)),
        quantity(items.get(3)),
        quantity(items.get(4)),
        Address.of20(bytes(items.get(5))),
        quantity(items.get(6)),
        Hex.of(bytes(items.get(7))));
  }

  private List<Rlp> fields() {
    return new ArrayList<>(
        List.of(
            Rlp.of(chainId),
            Rlp.of(nonce),
            Rlp.of(maxPriorityFeePerGas),
            Rlp.of(maxFeePerGas),
            Rlp.of(gasLimit),
            Rlp.of(to.bytes()),
            Rlp.of(value),
            Rlp.of(Hex.bytes(data)),
            Rlp.list()));
  }

  private static byte[] typed(List<Rlp> fields) {
    byte[] payload = new Items(fields).encoded();
    byte[] typed = new byte[payload.length + 1];
    typed[0] = TYPE;
    System.arraycopy(payload, 0, typed, 1, payload.length);
    return typed;
  }

  private static BigInteger quantity(Rlp item) {
    return leaf(item).quantity();
  }

  private static byte[] bytes(Rlp item) {
    return leaf(item).value();
  }

  private static Bytes leaf(Rlp item) {
    if (item instanceof Bytes bytes) {
      return bytes;
    }
    throw new IllegalArgumentException("a list where bytes should be");
  }
}
