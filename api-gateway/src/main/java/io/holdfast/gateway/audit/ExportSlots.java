package io.holdfast.gateway.audit;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** How many exports run on this node at a time: each reads as fast as its client takes. */
@Component
class ExportSlots {
  static final int MOST = 4;

  private final Semaphore free = new Semaphore(MOST);

  /**
   * The same, while it holds a slot: until its end, its failure, or its client's leaving.
   *
   * @return fails with TOO_MANY_REQUESTS where no slot is free
   */
  <T> Flux<T> during(Flux<T> export) {
    return Flux.using(this::take, _ -> export, Semaphore::release);
  }

  private Semaphore take() {
    if (!free.tryAcquire()) {
      throw new Rejection(
          ErrorCode.TOO_MANY_REQUESTS, "Too many exports are under way. Wait for one to end.");
    }
    return free;
  }

  int free() {
    return free.availablePermits();
  }
}
