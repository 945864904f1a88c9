package io.holdfast.gateway.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rsocket.*}: the doors for streams. The limits count for RSocket and for the JSON
 * WebSocket alike.
 *
 * @param address on which RSocket over TCP listens
 * @param port of RSocket over TCP; 0 takes any that is free
 * @param maxConnections open at once on each door
 * @param maxStreamsPerConnection open at once on one connection
 * @param helloTimeout after which a JSON WebSocket that never said hello is closed
 */
@Validated
@ConfigurationProperties("holdfast.rsocket")
public record StreamSettings(
    @DefaultValue("127.0.0.1") @NotBlank String address,
    @DefaultValue("7000") @Min(0) @Max(65_535) int port,
    @DefaultValue("2000") @Min(1) @Max(100_000) int maxConnections,
    @DefaultValue("32") @Min(1) @Max(1_000) int maxStreamsPerConnection,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration helloTimeout) {
  /** Of one message from a client, on every transport. */
  static final int MAX_MESSAGE_BYTES = 64 * 1024;
}
