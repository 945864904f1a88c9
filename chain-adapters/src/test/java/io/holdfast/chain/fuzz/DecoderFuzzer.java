package io.holdfast.chain.fuzz;

import java.util.Arrays;

/** What Jazzer calls, again and again, in a JVM that names one decoder. */
public final class DecoderFuzzer {
  /** Names the decoder. */
  static final String PROPERTY = "holdfast.fuzz.decoder";

  private static final Decoder DECODER =
      Arrays.stream(Decoder.values())
          .filter(decoder -> decoder.key().equals(System.getProperty(PROPERTY)))
          .findFirst()
          .orElseThrow();

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
