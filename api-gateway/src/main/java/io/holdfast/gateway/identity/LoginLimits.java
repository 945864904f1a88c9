package io.holdfast.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Duration;

/**
 * Slows down guessing: so many tries a minute per network address, and per e-mail address, wallet
 * or session that is tried, known or not. A success gives its try back, so that nobody is locked
 * out by signing in often. Bounded: the least used of more than {@value #MAX_KEYS} are forgotten.
 */
public final class LoginLimits {
  private static final int MAX_KEYS = 100_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Cache<String, Bucket> byAddress = cache();
  private final Cache<String, Bucket> bySubject = cache();
  private final SecuritySettings settings;

  public LoginLimits(SecuritySettings settings) {
    this.settings = settings;
  }

  /**
   * Takes one try.
   *
   * @param address of the network
   * @param subject what is tried, in one spelling
   * @throws Rejection TOO_MANY_REQUESTS
   */
  void take(String address, String subject) {
    Bucket ofAddress = ofAddress(address);
    boolean addressMay = ofAddress.tryConsume(1);
    if (addressMay && ofSubject(subject).tryConsume(1)) {
      return;
    }
    if (addressMay) {
      ofAddress.addTokens(1);
    }
    throw new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "Too many failed attempts. Wait a little, then try again.");
  }

  void giveBack(String address, String subject) {
    ofAddress(address).addTokens(1);
    ofSubject(subject).addTokens(1);
  }

  private Bucket ofAddress(String address) {
    return byAddress.get(address, _ -> bucket(settings.failedLoginsPerMinutePerAddress()));
  }

  private Bucket ofSubject(String subject) {
    return bySubject.get(subject, _ -> bucket(settings.failedLoginsPerMinutePerUser()));
  }

  private static Cache<String, Bucket> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MAX_KEYS)
        .expireAfterAccess(WINDOW.multipliedBy(2))
        .build();
  }

  private static Bucket bucket(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .build();
  }
}
