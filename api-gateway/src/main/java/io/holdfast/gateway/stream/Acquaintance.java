package io.holdfast.gateway.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Whether somebody on a connection has ever shown a token that counts. Thread-safe. */
final class Acquaintance {
  private final AtomicBoolean made = new AtomicBoolean();

  boolean isMade() {
    return made.get();
  }

  Context in(Context context) {
    return context.put(Acquaintance.class, this);
  }

  /** Somebody has, on the connection of whatever this is part of. */
  static <T> Mono<T> make(T known) {
    return Mono.deferContextual(
        context -> {
          context.<Acquaintance>getOrEmpty(Acquaintance.class).ifPresent(it -> it.made.set(true));
          return Mono.just(known);
        });
  }
}
