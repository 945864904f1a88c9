package io.holdfast.api.audit;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log: those of which all that is given here is true. What is null is not asked
 * for.
 *
 * @param type an event's name without its package, for example {@code DepositCredited}
 * @param actor who asked, as it stands beside the event
 * @param height of the block that it came from
 * @param fromMillis not before this moment, in milliseconds since 1970
 * @param toMillis before this moment
 * @param fromIndex the first log index
 * @param toIndex the last log index
 */
public record EventFilter(
    @Nullable String aggregateId,
    @Nullable String type,
    @Nullable String actor,
    @Nullable String correlationId,
    @Nullable String transaction,
    @Nullable String rail,
    @Nullable Long height,
    @Nullable Long fromMillis,
    @Nullable Long toMillis,
    @Nullable Long fromIndex,
    @Nullable Long toIndex) {
  public static final EventFilter EVERYTHING =
      new EventFilter(null, null, null, null, null, null, null, null, null, null, null);

  private static final int MOST_CHARACTERS = 200;

  /** A moment of this many milliseconds is in the year 33658, and in microseconds still a long. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  /**
   * @throws Rejection MALFORMED_REQUEST where a range is none
   */
  public EventFilter {
    for (String text :
        new @Nullable String[] {aggregateId, type, actor, correlationId, transaction, rail}) {
      if (text != null && (text.isEmpty() || text.length() > MOST_CHARACTERS)) {
        throw malformed("What is asked for has 1 to " + MOST_CHARACTERS + " characters.");
      }
    }
    for (Long number : new @Nullable Long[] {height, fromMillis, toMillis, fromIndex, toIndex}) {
      if (number != null && (number < 0 || number > LARGEST)) {
        throw malformed("A height, a time and a log index are whole numbers from 0 on.");
      }
    }
    if (fromMillis != null && toMillis != null && fromMillis > toMillis) {
      throw malformed("The time begins after it ends.");
    }
    if (fromIndex != null && toIndex != null && fromIndex > toIndex) {
      throw malformed("The log indices begin after they end.");
    }
  }

  /** The same, but not beyond this index, before which it must begin. */
  public EventFilter upTo(long index) {
    return new EventFilter(
        aggregateId,
        type,
        actor,
        correlationId,
        transaction,
        rail,
        height,
        fromMillis,
        toMillis,
        fromIndex,
        toIndex == null ? index : Math.min(toIndex, index));
  }

  /** The law that every search keeps. */
  public boolean matches(AuditedEvent event) {
    Map<String, String> metadata = event.metadata();
    return is(aggregateId, event.aggregateId())
        && is(type, event.type())
        && is(actor, metadata.get(MetaKeys.ACTOR))
        && is(correlationId, metadata.get(MetaKeys.CORRELATION_ID))
        && is(transaction, metadata.get(MetaKeys.TRANSACTION))
        && is(rail, metadata.get(MetaKeys.RAIL))
        && is(height == null ? null : height.toString(), metadata.get(MetaKeys.HEIGHT))
        && (fromMillis == null || event.atMillis() >= fromMillis)
        && (toMillis == null || event.atMillis() < toMillis)
        && (fromIndex == null || event.logIndex() >= fromIndex)
        && (toIndex == null || event.logIndex() <= toIndex);
  }

  private static boolean is(@Nullable String wanted, @Nullable String there) {
    return wanted == null || Objects.equals(wanted, there);
  }

  private static Rejection malformed(String reason) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, reason);
  }
}
