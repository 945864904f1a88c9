package io.holdfast.gateway.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a client may say on the JSON WebSocket, told apart by {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientMessage.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = ClientMessage.Subscribe.class, name = "subscribe"),
  @JsonSubTypes.Type(value = ClientMessage.Request.class, name = "request"),
  @JsonSubTypes.Type(value = ClientMessage.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping")
})
sealed interface ClientMessage {
  /** Who speaks. Said first, and again with a fresh token before the old one expires. */
  record Hello(@Nullable String token) implements ClientMessage {
    @Override
    public String toString() {
      return "Hello";
    }
  }

  /**
   * Opens a stream.
   *
   * @param id the client's name for it
   * @param n how many steps may be sent before more are asked for
   */
  record Subscribe(
      @Nullable String id,
      @Nullable String view,
      @Nullable Long after,
      @Nullable String accountId,
      @Nullable String requestId,
      @Nullable String orderId,
      @Nullable Integer n)
      implements ClientMessage {}

  /** Asks for so many steps more. */
  record Request(@Nullable String id, @Nullable Integer n) implements ClientMessage {}

  /** Ends a stream. */
  record Cancel(@Nullable String id) implements ClientMessage {}

  /** Is answered by a pong with the same time. */
  record Ping(long t) implements ClientMessage {}
}
