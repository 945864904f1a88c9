package io.holdfast.command.log;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** A stored event as Axon's upcasters and serializers take it. The arrays are not changed. */
@SuppressWarnings("ArrayRecordComponent")
record Entry(
    long index,
    String eventId,
    String aggregateId,
    @Nullable String aggregateType,
    long sequenceNumber,
    Instant at,
    String type,
    @Nullable String revision,
    byte[] payload,
    byte[] metadata)
    implements TrackedEventData<byte[]>, DomainEventData<byte[]> {

  @Override
  public TrackingToken trackingToken() {
    return new GlobalSequenceTrackingToken(index);
  }

  @Override
  public String getEventIdentifier() {
    return eventId;
  }

  @Override
  public Instant getTimestamp() {
    return at;
  }

  @Override
  public SerializedObject<byte[]> getPayload() {
    return new SimpleSerializedObject<>(payload, byte[].class, type, revision);
  }

  @Override
  public SerializedObject<byte[]> getMetaData() {
    return new SerializedMetaData<>(metadata, byte[].class);
  }

  @Override
  public @Nullable String getType() {
    return aggregateType;
  }

  @Override
  public String getAggregateIdentifier() {
    return aggregateId;
  }

  @Override
  public long getSequenceNumber() {
    return sequenceNumber;
  }
}
