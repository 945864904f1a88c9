package io.holdfast.chain.evm.escrow;

import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmHeader;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigInteger;
import java.util.Optional;

/** Our {@code HoldfastEscrow}, asked through a node. Thread-safe as the node is. */
final class EscrowContract {
  private final EvmRpc node;
  private final Address address;

  EscrowContract(EvmRpc node, Address address) {
    this.node = node;
    this.address = address;
  }

  /** Where an order can stand; its order is that of the contract's source. */
  enum State {
    NONE,
    FUNDED,
    SHIPPED,
    DISPUTED,
    PAID_OUT
  }

  /**
   * An opening as it stood at a final block.
   *
   * @param toSeller once it is paid out
   * @param height of that block
   */
  record Opening(
      Address buyer,
      Address seller,
      State state,
      boolean disputedBySeller,
      BigInteger amount,
      BigInteger toSeller,
      long height) {
    BigInteger toBuyer() {
      return state == State.PAID_OUT ? amount.subtract(toSeller) : BigInteger.ZERO;
    }
  }

  Address address() {
    return address;
  }

  /** The newest block that the chain calls final. */
  EvmHeader finalBlock() {
    return node.header(BlockTag.FINALIZED)
        .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a final block"));
  }

  /** At a block of this height; empty where this wallet opened nothing. */
  Optional<Opening> opening(String orderKey, Address buyer, long height) {
    byte[] place = Keccak.hash(concatenated(Hex.bytes(orderKey, Abi.WORD), Abi.word(buyer)));
    byte[] answer = node.call(address, Abi.call("orders(bytes32)", place), height);
    if (answer.length == 0) {
      return Optional.empty(); // the contract itself is younger than that block
    }
    try {
      return Optional.of(read(answer, buyer, height))
          .filter(opening -> opening.state() != State.NONE);
    } catch (IllegalArgumentException e) {
      throw new NodeAnsweredRubbish("no order of the escrow contract", e);
    }
  }

  private static Opening read(byte[] answer, Address buyer, long height) {
    return new Opening(
        buyer,
        Abi.address(Abi.wordAt(answer, 0)),
        state(Abi.number(Abi.wordAt(answer, 2))),
        Abi.number(Abi.wordAt(answer, 4)).signum() != 0,
        Abi.number(Abi.wordAt(answer, 5)),
        Abi.number(Abi.wordAt(answer, 6)),
        height);
  }

  private static State state(BigInteger number) {
    if (number.compareTo(BigInteger.valueOf(State.values().length)) >= 0) {
      throw new IllegalArgumentException("a state that the contract has not");
    }
    return State.values()[number.intValueExact()];
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] all = new byte[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
