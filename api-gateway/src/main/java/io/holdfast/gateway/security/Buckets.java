package io.holdfast.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * So much a minute for each key, given back evenly over the minute. Bounded: the least used of more
 * than {@value #MAX_KEYS} keys are forgotten. Time is counted, not read from a clock: one that is
 * set back would give nothing back until it is where it was. Thread-safe.
 */
public final class Buckets {
  private static final int MAX_KEYS = 100_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(WINDOW.multipliedBy(2)).build();
  private final int perMinute;

  public Buckets(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Takes one; false where there is none left. */
  public boolean take(String key) {
    return bucket(key).tryConsume(1);
  }

  public void giveBack(String key) {
    bucket(key).addTokens(1);
  }

  /** How many keys are. */
  public long remembered() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket bucket(String key) {
    return buckets.get(
        key,
        _ ->
            Bucket.builder()
                .withNanosecondPrecision()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build());
  }
}
