package io.holdfast.gateway.security;

import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.core.publisher.Hooks;
import reactor.util.context.Context;

/**
 * Has every log line of a request name it, on whatever thread it is written: the id goes with the
 * reactive chain, and stands in the logging context (MDC, {@value #KEY}) while a step of it runs.
 */
public final class CorrelatedLogs {
  public static final String KEY = "correlationId";

  private CorrelatedLogs() {}

  /** Once for the process; doing it again changes nothing. */
  public static void turnOn() {
    ContextRegistry.getInstance()
        .registerThreadLocalAccessor(
            KEY, () -> MDC.get(KEY), id -> MDC.put(KEY, id), () -> MDC.remove(KEY));
    Hooks.enableAutomaticContextPropagation();
  }

  /** What a chain is given, so that all above it names this id. */
  public static Context of(String id) {
    return Context.of(KEY, id);
  }

  /** The same for what runs in no chain, here and now. */
  public static void during(String id, Runnable work) {
    @Nullable String outer = MDC.get(KEY);
    MDC.put(KEY, id);
    try {
      work.run();
    } finally {
      restore(outer);
    }
  }

  private static void restore(@Nullable String outer) {
    if (outer == null) {
      MDC.remove(KEY);
    } else {
      MDC.put(KEY, outer);
    }
  }
}
