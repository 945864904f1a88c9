package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.Buckets;
import io.holdfast.gateway.security.SecuritySettings;

/**
 * Slows down guessing: so many tries a minute per network address, and per e-mail address, wallet
 * or session that is tried, known or not. A success gives its try back, so that nobody is locked
 * out by signing in often. Bounded as {@link Buckets} is.
 */
public final class LoginLimits {
  private final Buckets byAddress;
  private final Buckets bySubject;

  public LoginLimits(SecuritySettings settings) {
    this.byAddress = new Buckets(settings.failedLoginsPerMinutePerAddress());
    this.bySubject = new Buckets(settings.failedLoginsPerMinutePerUser());
  }

  /**
   * Takes one try.
   *
   * @param address of the network, as it is counted
   * @param subject what is tried, in one spelling
   * @throws Rejection TOO_MANY_REQUESTS
   */
  void take(String address, String subject) {
    boolean addressMay = byAddress.take(address);
    if (addressMay && bySubject.take(subject)) {
      return;
    }
    if (addressMay) {
      byAddress.giveBack(address);
    }
    throw new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "Too many failed attempts. Wait a little, then try again.");
  }

  void giveBack(String address, String subject) {
    byAddress.giveBack(address);
    bySubject.giveBack(subject);
  }
}
