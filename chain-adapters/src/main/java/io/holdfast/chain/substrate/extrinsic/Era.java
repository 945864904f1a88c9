package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.math.BigInteger;

/**
 * The blocks that may hold an extrinsic ({@code sp_runtime::generic::Era}): those above its birth
 * block, and below its death. The hash of the birth block is signed with it, so once a block of the
 * height {@link #lastBlock} is final, no block of this chain can ever take it.
 *
 * @param period how many blocks it spans, a power of two
 * @param birth the height of the block whose hash is signed
 */
public record Era(int period, long birth) {
  public static final int LEAST_PERIOD = 4;

  /** Beyond it the phase is rounded, which we have no need for. */
  public static final int GREATEST_PERIOD = 4_096;

  public Era {
    if (period < LEAST_PERIOD || period > GREATEST_PERIOD || Integer.bitCount(period) != 1) {
      throw new IllegalArgumentException(
          "an era spans a power of two from " + LEAST_PERIOD + " to " + GREATEST_PERIOD);
    }
    if (birth < 0) {
      throw new IllegalArgumentException("an era begins at a block");
    }
  }

  /** The last height at which a block may hold the extrinsic. */
  public long lastBlock() {
    return birth + period - 1;
  }

  byte[] encoded() {
    int phase = Math.toIntExact(birth % period);
    int bits = (Integer.numberOfTrailingZeros(period) - 1) | (phase << 4);
    return new ScaleWriter().unsigned(BigInteger.valueOf(bits), 2).toBytes();
  }
}
