package io.holdfast.gateway.idempotency;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets expired answers, at most {@value #MAX_ROUNDS} batches at a time. */
@Component
@EnableScheduling
class IdempotencyCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyCleaner.class);
  private static final int MAX_ROUNDS = 100;

  private final IdempotencyStore store;

  IdempotencyCleaner(IdempotencyStore store) {
    this.store = store;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void clean() {
    try {
      for (int round = 0; round < MAX_ROUNDS && store.cleanSome(); round++) {
        LOG.debug("Forgot a batch of expired answers");
      }
    } catch (DataAccessException e) {
      LOG.warn("Expired answers stay for now: the database does not answer", e);
    }
  }
}
