package io.holdfast.chain.evm.oracle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmHeader;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.RpcError;
import java.util.Arrays;
import java.util.Optional;

/** The oracle's side of our {@code HoldfastEscrow}. Thread-safe as the node is. */
final class OracleContract {
  private static final String NOTHING = Hex.of(new byte[Abi.WORD]);

  private final EvmRpc node;
  private final Address address;

  OracleContract(EvmRpc node, Address address) {
    this.node = node;
    this.address = address;
  }

  Address address() {
    return address;
  }

  /** Whom the contract lets record; empty where there is no such contract. */
  Optional<Address> oracle() {
    try {
      return Optional.of(Abi.address(node.call(address, Abi.call("oracle()"))));
    } catch (RpcError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The data of the call that records. */
  static byte[] recording(OffchainRecord record) {
    return Abi.call(
        "recordOffchainPayment(bytes32,bytes32,uint256,bytes32)",
        Hex.bytes(record.key(), Abi.WORD),
        Hex.bytes(record.receipt(), Abi.WORD),
        Abi.word(record.amount()),
        Hex.bytes(currency(record.currency()), Abi.WORD));
  }

  /** The letters of a currency's code, and zeroes after them. */
  static String currency(String code) {
    return Hex.of(Arrays.copyOf(code.getBytes(US_ASCII), Abi.WORD));
  }

  /** The receipt on record for an order at the newest final block, where there is one. */
  Optional<String> receipt(OffchainRecord record) {
    long height =
        node.header(BlockTag.FINALIZED)
            .map(EvmHeader::number)
            .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a final block"));
    byte[] key = Hex.bytes(record.key(), Abi.WORD);
    byte[] answer = node.call(address, Abi.call("offchainReceipts(bytes32)", key), height);
    if (answer.length == 0) {
      return Optional.empty(); // the contract itself is younger than that block
    }
    return Optional.of(Hex.of(word(answer))).filter(receipt -> !receipt.equals(NOTHING));
  }

  private static byte[] word(byte[] answer) {
    try {
      return Abi.wordAt(answer, 0);
    } catch (IllegalArgumentException e) {
      throw new NodeAnsweredRubbish("no receipt of the escrow contract", e);
    }
  }
}
