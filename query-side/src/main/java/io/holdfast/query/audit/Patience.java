package io.holdfast.query.audit;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until the index of events has reached what the asker wants to see. Blocks. */
final class Patience {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final EventSearch search;
  private final Duration most;

  Patience(EventSearch search, Duration most) {
    this.search = search;
    this.most = most;
  }

  /**
   * @return how far it is
   * @throws Rejection INDEX_NOT_REACHED where it does not come so far in time
   */
  long awaitIndex(long index) throws SQLException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long position = search.position();
    while (position < index) {
      if (System.nanoTime() > end) {
        throw new Rejection(
            ErrorCode.INDEX_NOT_REACHED,
            "The index of events stands at %d and has not reached %d in time; ask again."
                .formatted(position, index));
      }
      Thread.sleep(LOOK);
      position = search.position();
    }
    return position;
  }
}
