package io.holdfast.query.transparency;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a bundle, version 1: a header, every event in its order with each checkpoint right
 * behind the last event that it signs, and an end. Each is one object of JSON on one line; fields
 * are never left out. Bytes and hashes are in base64.
 */
final class Bundle {
  static final int VERSION = 1;

  private Bundle() {}

  /**
   * @param holdfast what it is: {@code bundle}
   * @param to the last event, and the size of the last checkpoint
   */
  @JsonPropertyOrder({"holdfast", "version", "origin", "vkey", "witnesses", "from", "to"})
  record Header(
      String holdfast,
      int version,
      String origin,
      String vkey,
      List<String> witnesses,
      long from,
      long to) {}

  /**
   * A row of the log, and the hash that stands for it in the tree; null where that is lost.
   *
   * @param event its log index
   */
  @JsonPropertyOrder({
    "event",
    "id",
    "aggregate",
    "aggregateType",
    "sequence",
    "micros",
    "type",
    "revision",
    "payload",
    "metadata",
    "leaf"
  })
  @SuppressWarnings("ArrayRecordComponent") // written, never compared
  record EventLine(
      long event,
      String id,
      String aggregate,
      @Nullable String aggregateType,
      long sequence,
      long micros,
      String type,
      @Nullable String revision,
      byte[] payload,
      byte[] metadata,
      @Nullable String leaf) {}

  /**
   * @param checkpoint how many events it signs
   */
  @JsonPropertyOrder({"checkpoint", "note"})
  record CheckpointLine(long checkpoint, String note) {}

  /**
   * @param end how many events were written
   */
  @JsonPropertyOrder({"end", "checkpoints"})
  record End(long end, long checkpoints) {}
}
