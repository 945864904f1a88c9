package io.holdfast.chain.substrate.block;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.rpc.RuntimeVersion;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The runtimes that a chain had, each asked for once while it is in use. Thread-safe.
 *
 * <p>A block is run by the runtime in the state of its parent: one that exchanges the runtime was
 * still run by the old one.
 */
public final class Runtimes {
  /** Following needs one, or two at an exchange. */
  private static final int MOST_KEPT = 4;

  private final SubstrateRpc rpc;
  private final Map<RuntimeVersion, Metadata> kept = new LinkedHashMap<>();

  public Runtimes(SubstrateRpc rpc) {
    this.rpc = rpc;
  }

  /** A runtime and what it says of itself. */
  public record Known(RuntimeVersion version, Metadata metadata) {}

  /**
   * The runtime in the state after this block, which runs the blocks on it.
   *
   * @throws NodeAnsweredRubbish when its metadata cannot be read
   */
  public Known after(String blockHash) {
    RuntimeVersion version = rpc.runtimeVersion(blockHash);
    synchronized (kept) {
      Metadata known = kept.get(version);
      if (known != null) {
        return new Known(version, known);
      }
    }
    Metadata metadata = read(blockHash);
    synchronized (kept) {
      if (kept.size() == MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      kept.put(version, metadata);
    }
    return new Known(version, metadata);
  }

  private Metadata read(String blockHash) {
    try {
      return Metadata.read(rpc.metadata(blockHash));
    } catch (NotScale e) {
      throw new NodeAnsweredRubbish("the runtime's metadata cannot be read: " + e.getMessage(), e);
    }
  }
}
