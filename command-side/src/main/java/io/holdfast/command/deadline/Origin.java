package io.holdfast.command.deadline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.holdfast.api.identity.MetaKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a deadline was asked for by, so that its command, however late, is known to be caused by it.
 *
 * @param metadata of what the event that is being handled passes on: itself as the cause, and the
 *     request from outside
 */
record Origin(Map<String, String> metadata) {
  private static final List<String> KEPT = List.of(MetaKeys.CAUSE, MetaKeys.CORRELATION_ID);

  /** As JSON: the database's bytes make no objects but these. */
  static final Serializer SERIALIZER =
      new Serializer() {
        private final JsonMapper json = new JsonMapper();

        @Override
        public byte[] serialize(Object data) {
          return json.writeValueAsString(data).getBytes(UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
          return json.readValue(data, type);
        }
      };

  Origin {
    metadata = Map.copyOf(metadata);
  }

  /** Of the unit of work that this thread is in; empty outside one. */
  static Origin current() {
    Map<String, String> kept = new TreeMap<>();
    if (CurrentUnitOfWork.isStarted()) {
      Map<String, ?> passedOn = CurrentUnitOfWork.get().getCorrelationData();
      KEPT.stream()
          .filter(passedOn::containsKey)
          .forEach(key -> kept.put(key, String.valueOf(passedOn.get(key))));
    }
    return new Origin(kept);
  }
}
