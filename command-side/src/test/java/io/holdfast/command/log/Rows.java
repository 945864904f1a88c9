package io.holdfast.command.log;

import io.holdfast.command.axon.JsonSerializers;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Revision;

/** Makes events to append. */
final class Rows {
  @Revision("1")
  record Noted(String text) {}

  private static final EventCodec CODEC = new EventCodec(JsonSerializers.json(), each -> each);

  private Rows() {}

  static Row row(String aggregateId, long sequenceNumber) {
    return row(aggregateId, sequenceNumber, "noted");
  }

  static Row row(String aggregateId, long sequenceNumber, String text) {
    return CODEC
        .encode(
            List.of(
                new GenericDomainEventMessage<>(
                    "Note", aggregateId, sequenceNumber, new Noted(text))))
        .getFirst();
  }
}
