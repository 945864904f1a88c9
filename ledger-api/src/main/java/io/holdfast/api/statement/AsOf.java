package io.holdfast.api.statement;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past: a time, an index of the log, or a block of a rail; with none of them, the
 * end of what the views reflect. Each is turned into an index of the log first:
 *
 * <ul>
 *   <li>a time: all events before the first one that is later. Times of several nodes may go back a
 *       little; by this law a later time never has fewer events, and a moment that is over never
 *       gets another one
 *   <li>an index: itself; 0 is before the first event
 *   <li>a block: the event by which it was taken in, before which stands all that was decided by
 *       it. Of a height, known then: the block that was taken in there first; known now: the one
 *       that stands there
 * </ul>
 */
public record AsOf(
    @Nullable Long atMillis, @Nullable Long logIndex, @Nullable Block block, Known known) {
  public static final AsOf LATEST = new AsOf(null, null, null, Known.THEN);

  /**
   * @throws Rejection MALFORMED_REQUEST where it is more than one moment, or none that there can be
   */
  public AsOf {
    int named = (atMillis == null ? 0 : 1) + (logIndex == null ? 0 : 1) + (block == null ? 0 : 1);
    if (named > 1) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A moment is a time, an index or a block: one of them.");
    }
    if (logIndex != null && logIndex < 0) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "An index of the log is 0 or more.");
    }
  }

  public static AsOf time(long millis) {
    return new AsOf(millis, null, null, Known.THEN);
  }

  public static AsOf index(long logIndex) {
    return new AsOf(null, logIndex, null, Known.THEN);
  }

  public static AsOf block(Block block) {
    return new AsOf(null, null, block, Known.THEN);
  }

  public AsOf known(Known by) {
    return new AsOf(atMillis, logIndex, block, by);
  }

  /**
   * A block.
   *
   * @param hash null where any at this height is meant
   */
  public record Block(String rail, long height, @Nullable String hash) {
    private static final int MAX_HASH = 120;

    /**
     * @throws Rejection MALFORMED_REQUEST
     */
    public Block {
      if (height < 0) {
        throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A height is 0 or more.");
      }
      if (hash != null && (hash.isBlank() || hash.length() > MAX_HASH)) {
        throw new Rejection(ErrorCode.MALFORMED_REQUEST, "That is no hash of a block.");
      }
    }
  }
}
