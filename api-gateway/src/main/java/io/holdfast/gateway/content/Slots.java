package io.holdfast.gateway.content;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many uploads are under way on this node, and whose: bounded, for each takes room on disk
 * until it has ended, and nobody may take it all. Thread-safe.
 */
final class Slots {
  static final int EACH = 4;

  private final int most;
  private final Map<UserId, Integer> taken = new HashMap<>();
  private int all;

  Slots(int most) {
    this.most = most;
  }

  /** Given back by closing it. */
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws Rejection TOO_MANY_REQUESTS
   */
  synchronized Slot take(UserId person) {
    int theirs = taken.getOrDefault(person, 0);
    if (all == most || theirs == EACH) {
      throw new Rejection(
          ErrorCode.TOO_MANY_REQUESTS, "Too many uploads are under way. Wait for one to end.");
    }
    all++;
    taken.put(person, theirs + 1);
    return () -> giveBack(person);
  }

  private synchronized void giveBack(UserId person) {
    all--;
    taken.computeIfPresent(person, (_, theirs) -> theirs == 1 ? null : theirs - 1);
  }
}
