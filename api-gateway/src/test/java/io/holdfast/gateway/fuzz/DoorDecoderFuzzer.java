package io.holdfast.gateway.fuzz;

import io.holdfast.testkit.fuzz.Jazzer;
import io.holdfast.testkit.fuzz.Seeds;

/** What Jazzer calls, again and again, in a JVM that names one decoder. */
public final class DoorDecoderFuzzer {
  private static final DoorDecoder DECODER = Jazzer.target(DoorDecoder.values());

  private DoorDecoderFuzzer() {}

  /** Called once before all: what is made once is not counted as slow. */
  public static void fuzzerInitialize() {
    Seeds.of(DECODER).forEach(DECODER::feed);
  }

  /** Jazzer's own signature. */
  public static void fuzzerTestOneInput(byte[] in) {
    DECODER.feed(in);
  }
}
