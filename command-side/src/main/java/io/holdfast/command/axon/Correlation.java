package io.holdfast.command.axon;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.rail.AboutRail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What every message passes on to those it causes: who asked in which session, which request from
 * outside, what of which rail it came from or is about, and itself as the cause. A message without
 * a correlation id starts one.
 */
public final class Correlation implements CorrelationDataProvider {
  private static final List<String> PASSED_ON =
      List.of(
          MetaKeys.ACTOR,
          MetaKeys.SESSION,
          MetaKeys.REQUEST_ID,
          MetaKeys.RAIL,
          MetaKeys.HEIGHT,
          MetaKeys.BLOCK_HASH,
          MetaKeys.TRANSACTION,
          MetaKeys.CAUSE);

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    Map<String, Object> data = new HashMap<>();
    if (message.getPayload() instanceof AboutRail command && command.rail() != null) {
      data.put(MetaKeys.RAIL, command.rail());
    }
    for (String key : PASSED_ON) {
      Object value = message.getMetaData().get(key);
      if (value != null) {
        data.put(key, value);
      }
    }
    data.put(
        MetaKeys.CORRELATION_ID,
        message.getMetaData().getOrDefault(MetaKeys.CORRELATION_ID, message.getIdentifier()));
    data.put(MetaKeys.CAUSATION_ID, message.getIdentifier());
    if (message instanceof EventMessage) {
      data.put(MetaKeys.CAUSE, message.getIdentifier());
    }
    return data;
  }
}
