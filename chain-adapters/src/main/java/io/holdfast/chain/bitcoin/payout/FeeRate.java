package io.holdfast.chain.bitcoin.payout;

/** What miners ask for space, in satoshi for 1000 virtual bytes. */
public record FeeRate(long satsPerKvb) {
  private static final int KVB = 1000;

  public FeeRate {
    if (satsPerKvb < 0) {
      throw new IllegalArgumentException("a fee rate is not negative");
    }
  }

  public static FeeRate satsPerVbyte(long sats) {
    return new FeeRate(Math.multiplyExact(sats, KVB));
  }

  /** This rate, but no less and no more than those. */
  public FeeRate within(FeeRate least, FeeRate most) {
    return new FeeRate(Math.clamp(satsPerKvb, least.satsPerKvb, most.satsPerKvb));
  }

  /** The fee for so many virtual bytes, rounded up to a whole satoshi. */
  public long feeSats(long vbytes) {
    return Math.ceilDiv(Math.multiplyExact(satsPerKvb, vbytes), KVB);
  }
}
