package io.holdfast.chain.evm.rpc;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.rpc.NodeFailure;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this rail asks of a node. Every call may be repeated; sending the same bytes twice is
 * sending them once. Every call fails with a {@link NodeFailure} and with nothing else. Amounts are
 * wei. Implementations are thread-safe.
 */
public interface EvmRpc {
  BigInteger chainId();

  /** Empty where the chain has no such block yet. */
  Optional<EvmHeader> header(BlockTag tag);

  /** The block of the node's best branch; empty above its head. */
  Optional<EvmHeader> header(long number);

  Optional<EvmBlock> block(String hash);

  /** The events of these contracts in exactly this block, in their order. */
  List<EvmLog> logs(String blockHash, Collection<Address> contracts);

  /** The receipts of those of these transactions that stand on the node's best branch. */
  Map<String, EvmReceipt> receipts(Collection<String> transactionHashes);

  /** Whether the node knows the transaction, mined or waiting. */
  boolean knows(String transactionHash);

  /** How many transactions of the account stand on the chain. */
  long transactionCount(Address account, BlockTag tag);

  BigInteger balance(Address account, BlockTag tag);

  /**
   * What the account had after the block of this number on the node's best branch.
   *
   * @throws io.holdfast.chain.rpc.RpcError when the node has thrown that away
   */
  BigInteger balance(Address account, long number);

  GasPrices gasPrices();

  /**
   * The gas that a plain transfer would use now.
   *
   * @throws io.holdfast.chain.rpc.RpcError when it would be reverted
   */
  BigInteger estimateGas(Address from, Address to, BigInteger value);

  /**
   * The gas that a call of a contract would use now.
   *
   * @throws io.holdfast.chain.rpc.RpcError when it would be reverted
   */
  BigInteger estimateGas(Address from, Address to, byte[] data);

  /**
   * Asks a contract without changing anything.
   *
   * @throws io.holdfast.chain.rpc.RpcError when it would be reverted
   */
  byte[] call(Address to, byte[] data);

  /**
   * The same, of what there was after the block of this number on the node's best branch.
   *
   * @throws io.holdfast.chain.rpc.RpcError when it would be reverted, or the node has thrown that
   *     away
   */
  byte[] call(Address to, byte[] data, long number);

  /** Whether there is a contract at the address. */
  boolean isContract(Address address);

  /**
   * Sends signed bytes.
   *
   * @throws io.holdfast.chain.rpc.RpcError when the node does not take them, be it because it has
   *     them: see {@link #knows}
   */
  void send(byte[] signed);
}
