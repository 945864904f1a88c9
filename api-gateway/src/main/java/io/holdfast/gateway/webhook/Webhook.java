package io.holdfast.gateway.webhook;

import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wants to be told.
 *
 * @param eventTypes by their names on the wire; empty for all
 * @param disputes whether of everybody's disputes, too
 * @param former the secret before, which signs beside the newest until {@code formerUntil}
 * @param sinceIndex told of is what stands behind it in the log
 */
record Webhook(
    String webhookId,
    UserId userId,
    String url,
    List<String> eventTypes,
    boolean disputes,
    boolean enabled,
    Sealed secret,
    @Nullable Sealed former,
    @Nullable Instant formerUntil,
    long sinceIndex,
    Instant madeAt) {
  static final String PREFIX = "webhook:";

  Webhook {
    eventTypes = List.copyOf(eventTypes);
  }
}
