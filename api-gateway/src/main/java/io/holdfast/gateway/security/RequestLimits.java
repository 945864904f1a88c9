package io.holdfast.gateway.security;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.springframework.stereotype.Component;

/**
 * That nobody alone keeps the ledger busy: so many reads and so many writes a minute for each
 * person who is signed in, and for each address of those who are not. Thread-safe.
 */
@Component
public class RequestLimits {
  private final Buckets reads;
  private final Buckets writes;

  RequestLimits(LimitSettings settings) {
    this.reads = new Buckets(settings.readsPerMinute());
    this.writes = new Buckets(settings.writesPerMinute());
  }

  /**
   * @param who a user's id, or a stranger's address as it is counted
   * @throws Rejection TOO_MANY_REQUESTS
   */
  public void takeRead(String who) {
    take(reads, who);
  }

  /**
   * @throws Rejection TOO_MANY_REQUESTS
   */
  void takeWrite(String who) {
    take(writes, who);
  }

  private static void take(Buckets buckets, String who) {
    if (!buckets.take(who)) {
      throw new Rejection(
          ErrorCode.TOO_MANY_REQUESTS, "That is more than one may ask in a minute. Wait a little.");
    }
  }
}
