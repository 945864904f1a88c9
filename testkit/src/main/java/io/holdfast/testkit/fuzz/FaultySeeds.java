package io.holdfast.testkit.fuzz;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Seeds with a fault in each, the same from the same number. */
public final class FaultySeeds {
  private static final List<ByteFault> FAULTS = List.of(ByteFault.values());
  private static final int MOST_BYTES = 8;

  private FaultySeeds() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sound(FuzzTarget target, byte[] bytes) {}

  /**
   * @throws AssertionError with the input, in hex, that broke its target
   */
  public static void feed(List<? extends FuzzTarget> targets, long seed, int times) {
    Random random = new Random(seed);
    List<Sound> all =
        targets.stream()
            .flatMap(target -> Seeds.of(target).stream().map(bytes -> new Sound(target, bytes)))
            .toList();
    for (int i = 0; i < times; i++) {
      Sound sound = all.get(random.nextInt(all.size()));
      FuzzTarget target = sound.target();
      byte[] in = faulty(random, sound.bytes());
      try {
        target.feed(in);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(target.key() + " by " + HexFormat.of().formatHex(in), e);
      }
    }
  }

  /**
   * @param sound is not empty
   */
  public static byte[] faulty(Random random, byte[] sound) {
    byte[] more = new byte[random.nextInt(MOST_BYTES + 1)];
    random.nextBytes(more);
    return FAULTS
        .get(random.nextInt(FAULTS.size()))
        .in(sound, random.nextDouble(), (byte) random.nextInt(), more);
  }
}
