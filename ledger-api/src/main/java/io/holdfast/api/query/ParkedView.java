package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Something that failed and is kept: what it is, why it failed last, and what becomes of it.
 *
 * @param source the rail, or the processor, in which it failed
 * @param attempts how often it was tried again
 * @param nextRetryAtMillis when it is tried again by itself, or null
 * @param decidedBy who last ordered a retry or discarded it, or null
 * @param detail why it was discarded, or how it was resolved, or null
 */
public record ParkedView(
    String parkedId,
    String kind,
    String source,
    String what,
    String target,
    String payload,
    String errorCode,
    String error,
    @Nullable Long height,
    @Nullable String blockHash,
    @Nullable String transaction,
    String state,
    int attempts,
    @Nullable Long nextRetryAtMillis,
    @Nullable String decidedBy,
    @Nullable String detail,
    long parkedAtMillis,
    long changedAtMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return parkedId;
  }
}
