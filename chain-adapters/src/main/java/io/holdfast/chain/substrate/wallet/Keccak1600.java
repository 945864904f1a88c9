package io.holdfast.chain.substrate.wallet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The permutation Keccak-f[1600] (FIPS 202, chapter 3), which libraries keep inside their hashes.
 */
final class Keccak1600 {
  static final int BYTES = 200;

  private static final int LANES = 25;
  private static final int ROUNDS = 24;

  /** In the order in which the lanes are walked, from lane 1. */
  private static final int[] NEXT_LANE = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private Keccak1600() {}

  /** Changes the state in place. */
  static void permute(byte[] state) {
    ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
    long[] lanes = new long[LANES];
    bytes.asLongBuffer().get(lanes);
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      theta(lanes);
      rhoAndPi(lanes);
      chi(lanes);
      for (int bit = 0; bit <= 6; bit++) {
        lanes[0] ^= (register & 1L) << ((1 << bit) - 1);
        register = (register << 1) ^ ((register >> 7) * 0x171);
      }
    }
    bytes.asLongBuffer().put(lanes);
  }

  private static void theta(long[] lanes) {
    long[] parity = new long[5];
    for (int i = 0; i < LANES; i++) {
      parity[i % 5] ^= lanes[i];
    }
    for (int i = 0; i < LANES; i++) {
      lanes[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
    }
  }

  private static void rhoAndPi(long[] lanes) {
    long carried = lanes[1];
    int rotation = 0;
    for (int step = 0; step < NEXT_LANE.length; step++) {
      rotation += step + 1;
      int lane = NEXT_LANE[step];
      long displaced = lanes[lane];
      lanes[lane] = Long.rotateLeft(carried, rotation);
      carried = displaced;
    }
  }

  private static void chi(long[] lanes) {
    for (int row = 0; row < LANES; row += 5) {
      long first = lanes[row];
      long second = lanes[row + 1];
      lanes[row] ^= ~second & lanes[row + 2];
      lanes[row + 1] ^= ~lanes[row + 2] & lanes[row + 3];
      lanes[row + 2] ^= ~lanes[row + 3] & lanes[row + 4];
      lanes[row + 3] ^= ~lanes[row + 4] & first;
      lanes[row + 4] ^= ~first & second;
    }
  }
}
