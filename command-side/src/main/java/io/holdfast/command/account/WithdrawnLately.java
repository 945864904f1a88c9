package io.holdfast.command.account;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * What was set aside for withdrawals in the last 24 hours, per asset. Kept per minute, so that its
 * size is bounded however many withdrawals there are: an amount counts until the whole minute in
 * which it was held is older than 24 hours, so at most a minute too long. Immutable.
 */
public record WithdrawnLately(Map<Minute, BigInteger> sums) {
  public static final WithdrawnLately NOTHING = new WithdrawnLately(Map.of());
  private static final long WINDOW_MINUTES = 24 * 60L;
  private static final long MINUTE_MILLIS = 60_000L;

  /** A minute since the epoch, for one asset. */
  public record Minute(String asset, long number) {
    static Minute of(String asset, long atMillis) {
      return new Minute(asset, Math.floorDiv(atMillis, MINUTE_MILLIS));
    }

    boolean countsAt(long atMillis) {
      return number >= Math.floorDiv(atMillis, MINUTE_MILLIS) - WINDOW_MINUTES;
    }
  }

  public WithdrawnLately {
    sums = Map.copyOf(sums);
  }

  public BigInteger sum(String asset, long nowMillis) {
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<Minute, BigInteger> entry : sums.entrySet()) {
      if (entry.getKey().asset().equals(asset) && entry.getKey().countsAt(nowMillis)) {
        sum = sum.add(entry.getValue());
      }
    }
    return sum;
  }

  /** Counts an amount, and forgets what is too old to count. */
  public WithdrawnLately plus(String asset, BigInteger amount, long atMillis) {
    Map<Minute, BigInteger> next = new HashMap<>(sums);
    next.keySet().removeIf(minute -> !minute.countsAt(atMillis));
    next.merge(Minute.of(asset, atMillis), amount, BigInteger::add);
    return new WithdrawnLately(next);
  }

  /** Counts an amount no longer that was counted at that time; what is forgotten stays so. */
  public WithdrawnLately minus(String asset, BigInteger amount, long countedAtMillis) {
    Map<Minute, BigInteger> next = new HashMap<>(sums);
    next.computeIfPresent(
        Minute.of(asset, countedAtMillis),
        (minute, sum) -> sum.equals(amount) ? null : sum.subtract(amount));
    return new WithdrawnLately(next);
  }
}
