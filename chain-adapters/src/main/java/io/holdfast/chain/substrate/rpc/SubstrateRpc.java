package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What we ask a Substrate node. Hashes are 0x and 64 digits in lower case. Thread-safe.
 *
 * <p>Every method throws a {@link NodeFailure} when it cannot answer.
 */
public interface SubstrateRpc {
  /** The newest block of the best chain. */
  BlockHeader head();

  /** The newest block that the chain itself calls final. */
  BlockHeader finalizedHead();

  /** Of the best chain. */
  Optional<String> blockHash(long height);

  /** The header whose hash this is. */
  Optional<BlockHeader> header(String hash);

  Optional<RawBlock> block(String hash);

  RuntimeVersion runtimeVersion(String atHash);

  byte[] metadata(String atHash);

  /** What is stored under a key after this block. */
  Optional<byte[]> storage(byte[] key, String atHash);

  /** What a signed extrinsic would cost, without a tip, in the smallest unit. */
  BigInteger fee(String extrinsicHex, String atHash);

  /**
   * Gives a signed extrinsic to the node. Answers with its hash.
   *
   * @throws RpcError when the node does not take it
   */
  String submit(String extrinsicHex);

  /** The extrinsics that wait with this node for a block, each with its number of bytes before. */
  List<byte[]> waiting();
}
