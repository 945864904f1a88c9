package io.holdfast.chain.port;

import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chain itself says is ours. It must be found in another way than by following blocks: what
 * the follower missed would be missing here too, and nothing would ever differ. What the follower
 * says is {@link OwnFacts#held}, in the same words.
 */
@FunctionalInterface
public interface Holdings {
  /**
   * All that is ours at exactly this block, or empty where the chain cannot tell: it stands on
   * another block by now, or does not know this one. May take minutes; called on a thread of its
   * own.
   *
   * @throws io.holdfast.chain.rpc.NodeFailure when nobody answers
   */
  Optional<List<Holding>> at(BlockRef block);

  /**
   * A coin of ours, or what an account of ours has. A coin is there with its amount or is not; an
   * account is always there, and what it has changes. An account's subject is its address.
   *
   * @param subject names it in the characters of an id, alike whoever speaks of it
   * @param amount in minor units
   * @param address that holds it
   * @param height of the block that made a coin, where that is known
   */
  record Holding(String subject, BigInteger amount, String address, @Nullable Long height) {
    public static Holding ofAccount(String address, BigInteger amount) {
      return new Holding(address, amount, address, null);
    }

    public boolean isAccount() {
      return subject.equals(address);
    }
  }
}
