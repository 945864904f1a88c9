package io.holdfast.api.identity;

/** Keys of the metadata that stands on every event. Values are strings. */
public final class MetaKeys {
  /** Who asked: a user's id, or {@code system:…} for what the ledger does by itself. */
  public static final String ACTOR = "actor";

  /** One request from outside, through every command and event it causes. */
  public static final String CORRELATION_ID = "correlationId";

  /** The message that caused this one. */
  public static final String CAUSATION_ID = "causationId";

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
