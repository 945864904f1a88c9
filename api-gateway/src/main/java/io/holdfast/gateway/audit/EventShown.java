package io.holdfast.gateway.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.Causation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log; personal data in it stays sealed.
 *
 * @param metadata who asked, by which request, in which session, from which block
 * @param event its content
 */
record EventShown(
    long logIndex,
    Instant at,
    String type,
    @Nullable String revision,
    String aggregateId,
    long sequenceNumber,
    String eventId,
    Map<String, String> metadata,
    @JsonRawValue @Schema(type = "object") String event) {
  static EventShown of(AuditedEvent event) {
    return new EventShown(
        event.logIndex(),
        Instant.ofEpochMilli(event.atMillis()),
        event.type(),
        event.revision(),
        event.aggregateId(),
        event.sequenceNumber(),
        event.eventId(),
        event.metadata(),
        event.payload());
  }

  static List<EventShown> all(List<AuditedEvent> events) {
    return events.stream().map(EventShown::of).toList();
  }

  /** What an event led to, and that in turn. */
  record EffectShown(EventShown event, List<EffectShown> effects) {
    static List<EffectShown> all(List<Causation.Effect> effects) {
      return effects.stream()
          .map(each -> new EffectShown(EventShown.of(each.event()), all(each.effects())))
          .toList();
    }
  }

  /**
   * An event between what led to it and what it led to.
   *
   * @param ancestors the first cause first
   * @param sameCommand the other events of its command
   * @param sameRequest others of the same request from outside, of which no cause is known
   * @param cut there is more than is told
   */
  record CausationShown(
      EventShown event,
      List<EventShown> ancestors,
      List<EventShown> sameCommand,
      List<EffectShown> effects,
      List<EventShown> sameRequest,
      boolean cut) {
    static CausationShown of(Causation causation) {
      return new CausationShown(
          EventShown.of(causation.event()),
          EventShown.all(causation.ancestors()),
          EventShown.all(causation.sameCommand()),
          EffectShown.all(causation.effects()),
          EventShown.all(causation.sameRequest()),
          causation.cut());
    }
  }
}
