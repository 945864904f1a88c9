package io.holdfast.command.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Events to rows and back, through the upcasters. Thread-safe. */
final class EventCodec {
  private final Serializer serializer;
  private final EventUpcaster upcasters;

  EventCodec(Serializer serializer, EventUpcaster upcasters) {
    this.serializer = serializer;
    this.upcasters = upcasters;
  }

  /** The metadata of one unit's events is mostly the same, and then written once. */
  List<Row> encode(List<? extends EventMessage<?>> messages) {
    List<Row> rows = new ArrayList<>(messages.size());
    MetaData written = MetaData.emptyInstance();
    byte[] bytes = {};
    for (EventMessage<?> message : messages) {
      if (bytes.length == 0 || !message.getMetaData().equals(written)) {
        written = message.getMetaData();
        bytes = serializer.serialize(written, byte[].class).getData();
      }
      rows.add(encode(message, bytes));
    }
    return rows;
  }

  private Row encode(EventMessage<?> message, byte[] metadata) {
    SerializedObject<byte[]> payload = serializer.serialize(message.getPayload(), byte[].class);
    DomainEventMessage<?> domain = message instanceof DomainEventMessage<?> d ? d : null;
    return new Row(
        message,
        domain == null ? message.getIdentifier() : domain.getAggregateIdentifier(),
        domain == null ? null : domain.getType(),
        domain == null ? 0 : domain.getSequenceNumber(),
        ChronoUnit.MICROS.between(Instant.EPOCH, message.getTimestamp()),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        metadata);
  }

  Stream<TrackedEventMessage<?>> decode(Stream<? extends TrackedEventData<?>> rows) {
    return EventUtils.upcastAndDeserializeTrackedEvents(rows, serializer, upcasters);
  }

  DomainEventStream decodeStream(Stream<? extends DomainEventData<?>> rows) {
    return EventStreamUtils.upcastAndDeserializeDomainEvents(rows, serializer, upcasters);
  }
}
