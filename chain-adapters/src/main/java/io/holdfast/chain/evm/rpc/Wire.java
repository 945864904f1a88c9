package io.holdfast.chain.evm.rpc;

import static java.util.Objects.requireNonNull;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The node's JSON as it stands on the wire, with the node's own field names. A missing field fails
 * the reading; a malformed one fails {@code toValue} with an IllegalArgumentException.
 */
final class Wire {
  private Wire() {}

  /** A block of which only the header is asked: its list of hashes is passed over. */
  record Header(
      String number,
      String hash,
      String parentHash,
      String timestamp,
      @Nullable String baseFeePerGas) {
    Header {
      requireNonNull(number);
      requireNonNull(hash);
      requireNonNull(parentHash);
      requireNonNull(timestamp);
    }

    EvmHeader toValue() {
      return new EvmHeader(
          Hex.longQuantity(number),
          Hex.hash(hash),
          Hex.hash(parentHash),
          Hex.longQuantity(timestamp),
          baseFeePerGas == null ? null : Hex.quantity(baseFeePerGas));
    }
  }

  record Block(
      String number,
      String hash,
      String parentHash,
      String timestamp,
      @Nullable String baseFeePerGas,
      List<Tx> transactions) {
    Block {
      requireNonNull(number);
      requireNonNull(hash);
      requireNonNull(parentHash);
      requireNonNull(timestamp);
      transactions = List.copyOf(transactions);
    }

    EvmBlock toValue() {
      return new EvmBlock(
          new Header(number, hash, parentHash, timestamp, baseFeePerGas).toValue(),
          transactions.stream().map(Tx::toValue).toList());
    }
  }

  record Tx(String hash, String from, @Nullable String to, String nonce, String value) {
    Tx {
      requireNonNull(hash);
      requireNonNull(from);
      requireNonNull(nonce);
      requireNonNull(value);
    }

    EvmTransaction toValue() {
      return new EvmTransaction(
          Hex.hash(hash),
          new Address(from),
          to == null ? null : new Address(to),
          Hex.longQuantity(nonce),
          Hex.quantity(value));
    }
  }

  record Log(
      String address,
      List<String> topics,
      String data,
      String blockHash,
      String transactionHash,
      String logIndex) {
    Log {
      requireNonNull(address);
      topics = List.copyOf(topics);
      requireNonNull(data);
      requireNonNull(blockHash);
      requireNonNull(transactionHash);
      requireNonNull(logIndex);
    }

    EvmLog toValue() {
      return new EvmLog(
          new Address(address),
          topics.stream().map(Hex::hash).toList(),
          Hex.of(Hex.bytes(data)),
          Hex.hash(blockHash),
          Hex.hash(transactionHash),
          Hex.longQuantity(logIndex));
    }
  }

  /**
   * @param effectiveGasPrice missing on chains older than EIP-1559, whose transactions say it
   *     themselves; such a chain is not for this rail
   */
  record Receipt(
      String transactionHash,
      String blockHash,
      String blockNumber,
      String status,
      String gasUsed,
      String effectiveGasPrice,
      List<Log> logs) {
    Receipt {
      requireNonNull(transactionHash);
      requireNonNull(blockHash);
      requireNonNull(blockNumber);
      requireNonNull(status);
      requireNonNull(gasUsed);
      requireNonNull(effectiveGasPrice);
      logs = List.copyOf(logs);
    }

    EvmReceipt toValue() {
      return new EvmReceipt(
          Hex.hash(transactionHash),
          Hex.hash(blockHash),
          Hex.longQuantity(blockNumber),
          Hex.quantity(status).equals(BigInteger.ONE),
          Hex.quantity(gasUsed).multiply(Hex.quantity(effectiveGasPrice)),
          logs.stream().map(Log::toValue).toList());
    }
  }

  /** Of {@code eth_feeHistory}: one base fee more than blocks, the last that of the next block. */
  record FeeHistory(List<String> baseFeePerGas, @Nullable List<List<String>> reward) {
    FeeHistory {
      baseFeePerGas = List.copyOf(baseFeePerGas);
    }

    /** The tip is the middle one of what was offered at the asked percentile of each block. */
    GasPrices toValue() {
      if (baseFeePerGas.isEmpty()) {
        throw new IllegalArgumentException("a history of no blocks");
      }
      List<BigInteger> tips =
          reward == null
              ? List.of()
              : reward.stream()
                  .filter(ofBlock -> !ofBlock.isEmpty())
                  .map(ofBlock -> Hex.quantity(ofBlock.getFirst()))
                  .sorted()
                  .toList();
      return new GasPrices(
          Hex.quantity(baseFeePerGas.getLast()),
          tips.isEmpty() ? BigInteger.ZERO : tips.get(tips.size() / 2));
    }
  }

  /** That the node has it is all we ask. */
  record Known(String hash) {
    Known {
      requireNonNull(hash);
    }
  }
}
