package io.holdfast.gateway.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.View;
import org.jspecify.annotations.Nullable;

/** What the server says on the JSON WebSocket, told apart by {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ServerMessage {
  /** The token counts. */
  @JsonTypeName("welcome")
  record Welcome() implements ServerMessage {}

  /** One step of a stream. */
  @JsonTypeName("next")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Next(
      String id,
      long cursor,
      String kind,
      View view,
      long readAtMillis,
      @Nullable String correlationId)
      implements ServerMessage {
    static Next of(String id, StreamItem item) {
      return new Next(
          id, item.cursor(), item.kind(), item.view(), item.readAtMillis(), item.correlationId());
    }
  }

  /** Something was refused; with an id, that stream has ended or never began. */
  @JsonTypeName("error")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refused(@Nullable String id, String code, String detail) implements ServerMessage {
    static Refused of(@Nullable String id, Throwable failure) {
      Rejection rejection = StreamErrors.rejectionOf(failure);
      return new Refused(id, rejection.code().name(), rejection.reason());
    }
  }

  /** The answer to a ping. */
  @JsonTypeName("pong")
  record Pong(long t) implements ServerMessage {}
}
