package io.holdfast.chain.bitcoin.rpc;

import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.RpcError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Holdfast asks of a Bitcoin node. Every call blocks, may be made from any thread, and may be
 * repeated without harm: the node keeps no wallet of ours, and sending the same bytes again changes
 * nothing. Every call fails with a {@link NodeFailure} and with nothing else.
 *
 * <p>Amounts are satoshi. Hashes and transaction ids are lower-case hexadecimal in the order in
 * which people write them.
 */
public interface BitcoinRpc {
  /** Which network this is and where its best chain ends. */
  ChainInfo chainInfo();

  /** The hash at this height of the best chain, or empty beyond its end. */
  Optional<String> blockHash(long height);

  /**
   * The hashes of the best chain from this height on, fewer than asked for where the chain ends.
   * They are read in one batch, during which a reorganisation may happen: check parents.
   */
  List<String> blockHashes(long fromHeight, int count);

  /** A block's header, also of a block that has lost its place, or empty when it is unknown. */
  Optional<BlockHeader> blockHeader(String hash);

  /** A block with its transactions, also one that has lost its place, or empty when unknown. */
  Optional<Block> block(String hash);

  /**
   * These blocks, in this order, read in batches.
   *
   * @throws RpcError when one of them is unknown
   */
  List<Block> blocks(List<String> hashes);

  /** The ids of all transactions that wait to be mined. */
  List<String> mempool();

  /** What the node knows of a waiting transaction, or empty when it does not wait (any more). */
  Optional<MempoolEntry> mempoolEntry(String txid);

  /**
   * A transaction that waits to be mined, or, on a node with {@code txindex=1}, one in a block of
   * the best chain.
   */
  Optional<Transaction> transaction(String txid);

  /** As {@link #transaction}, for many in batches; those that are unknown are left out. */
  List<Transaction> transactions(List<String> txids);

  /**
   * An unspent output, or empty when it does not exist or is spent.
   *
   * @param withMempool whether waiting transactions count as done
   */
  Optional<UnspentOutput> unspentOutput(OutPoint outPoint, boolean withMempool);

  /**
   * Looks through everything that is unspent for outputs to these keys. Takes a minute or more on a
   * large chain; a node does one at a time.
   *
   * @throws RpcError {@link RpcCodes#INVALID_PARAMETER} while it looks for somebody else
   */
  CoinScan scan(List<KeyRange> ranges);

  /**
   * Looks through everything that is unspent for outputs to one address, at the same price.
   *
   * @throws RpcError {@link RpcCodes#INVALID_PARAMETER} while it looks for somebody else
   */
  CoinScan scan(String address);

  /** Breaks off the look for coins that is under way, whoever asked for it. */
  void abortScan();

  /**
   * Sends a signed transaction and answers with its id. A transaction that already waits is
   * answered like a new one.
   *
   * @param rawHex the serialized transaction
   * @throws RpcError {@link RpcCodes#ALREADY_MINED} when it is in a block and not spent yet, {@link
   *     RpcCodes#MISSING_INPUTS} when a coin it spends is unknown or already spent in a block,
   *     {@link RpcCodes#REFUSED} when the node's rules refuse it, as for a fee too small or a
   *     conflict with a waiting transaction
   */
  String send(String rawHex);

  /** What {@link #send} would say, without sending. */
  MempoolVerdict test(String rawHex);

  /**
   * The fee rate at which a transaction is likely to be mined within so many blocks, in satoshi for
   * 1000 virtual bytes; empty while the node has seen too little to say.
   */
  OptionalLong feeRate(int targetBlocks);
}
