package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.Buckets;
import io.holdfast.gateway.security.LimitSettings;
import io.holdfast.gateway.security.SecuritySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down guessing: so many tries a minute per network address, and per e-mail address, wallet
 * or session that is tried, known or not. A success gives its try back, so that nobody is locked
 * out by signing in often. Bounded as {@link Buckets} is.
 */
public final class LoginLimits {
  private static final Logger LOG = LoggerFactory.getLogger(LoginLimits.class);
  private static final String ALL = "all";

  private final Buckets byAddress;
  private final Buckets bySubject;
  private final Buckets newcomers;
  private final Buckets warnings = new Buckets(1);

  public LoginLimits(SecuritySettings settings, LimitSettings limits) {
    this.byAddress = new Buckets(settings.failedLoginsPerMinutePerAddress());
    this.bySubject = new Buckets(settings.failedLoginsPerMinutePerUser());
    this.newcomers = new Buckets(limits.newcomersPerMinute());
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

  /**
   * The same for what a stranger has the log keep for ever, which beside that is bounded for all of
   * them together: they may be many, and an address costs nothing (ADR 0029).
   *
   * @throws Rejection TOO_MANY_REQUESTS
   */
  void takeNewcomer(String address, String subject) {
    take(address, subject);
    if (!newcomers.take(ALL)) {
      warn();
      throw new Rejection(
          ErrorCode.TOO_MANY_REQUESTS, "Too many people come just now. Try again in a little.");
    }
  }

  private void warn() {
    if (warnings.take(ALL)) {
      LOG.warn("More come than holdfast.limits.newcomers-per-minute: newcomers have to wait");
    }
  }

  void giveBack(String address, String subject) {
    byAddress.giveBack(address);
    bySubject.giveBack(subject);
  }

  /** How many addresses, and subjects, are remembered. */
  long remembered() {
    return byAddress.remembered() + bySubject.remembered();
  }
}
