package io.holdfast.chain.fuzz;

import io.holdfast.testkit.fuzz.Jazzer;
import io.holdfast.testkit.fuzz.Seeds;

/** What Jazzer calls, again and again, in a JVM that names one decoder. */
public final class DecoderFuzzer {
  private static final Decoder DECODER = Jazzer.target(Decoder.values());

  private DecoderFuzzer() {}

  /** Called once before all: what is made once is not counted as slow. */
  public static void fuzzerInitialize() {
    Seeds.of(DECODER).forEach(DECODER::feed);
  }

  /** Jazzer's own signature. */
  public static void fuzzerTestOneInput(byte[] in) {
    DECODER.feed(in);
  }
}
