package io.holdfast.api.identity;

/** Keys of the metadata that stands on every event. Values are strings. */
public final class MetaKeys {
  /** Who asked: a user's id, or {@code system:…} for what the ledger does by itself. */
  public static final String ACTOR = "actor";

  /** One request from outside, through every command and event it causes. */
  public static final String CORRELATION_ID = "correlationId";

  /**
   * The message that caused this one: of an event the command that made it, which events of one
   * command share.
   */
  public static final String CAUSATION_ID = "causationId";

  /**
   * The id of the event that led to this message, however many commands are between; absent where
   * it came from outside. So a chain of causation can be followed from event to event.
   */
  public static final String CAUSE = "cause";

  /** The session in which the actor asked: its id, never a token of it. */
  public static final String SESSION = "session";

  public static final String REQUEST_ID = "requestId";
  public static final String RAIL = "rail";
  public static final String HEIGHT = "height";
  public static final String BLOCK_HASH = "blockHash";
  public static final String TRANSACTION = "transaction";

  /**
   * On a command's result: the log index of the last event it appended, as a {@code Long}. Absent
   * when it appended none.
   */
  public static final String LOG_INDEX = "logIndex";

  /**
   * On a command that the bus hands out again because its first append met a conflict: what the
   * handler took for new may exist by now, so it looks. Absent the first time.
   */
  public static final String RETRIED = "retried";

  private MetaKeys() {}
}
