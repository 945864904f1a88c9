package io.holdfast.testkit.fuzz;

import java.util.Arrays;

/** What becomes of sound bytes on the way. */
enum ByteFault {
  ONE_BYTE_CHANGED {
    @Override
    byte[] in(byte[] seed, double place, byte with, byte[] more) {
      byte[] faulty = seed.clone();
      faulty[at(seed, place)] = with;
      return faulty;
    }
  },
  CUT_SHORT {
    @Override
    byte[] in(byte[] seed, double place, byte with, byte[] more) {
      return Arrays.copyOf(seed, at(seed, place));
    }
  },
  BYTES_PUT_IN {
    @Override
    byte[] in(byte[] seed, double place, byte with, byte[] more) {
      int at = at(seed, place);
      byte[] faulty = new byte[seed.length + more.length];
      System.arraycopy(seed, 0, faulty, 0, at);
      System.arraycopy(more, 0, faulty, at, more.length);
      System.arraycopy(seed, at, faulty, at + more.length, seed.length - at);
      return faulty;
    }
  };

  /**
   * @param seed what was sound, and is not empty
   * @param place where, from 0 to 1
   */
  abstract byte[] in(byte[] seed, double place, byte with, byte[] more);

  private static int at(byte[] seed, double place) {
    return (int) (place * (seed.length - 1));
  }
}
