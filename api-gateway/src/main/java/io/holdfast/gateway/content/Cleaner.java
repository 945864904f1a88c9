package io.holdfast.gateway.content;

import io.holdfast.gateway.content.Contents.Kept;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Drops bytes that no upload names any more, or that were kept for one that was then cut off. The
 * row goes first: cut off after that, bytes are left on an IPFS node that nobody names.
 */
final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);
  private static final int MOST_ROUNDS = 100;

  private final Contents contents;
  private final Stores stores;

  Cleaner(Contents contents, Stores stores) {
    this.contents = contents;
    this.stores = stores;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
  void clean() {
    try {
      for (int round = 0; round < MOST_ROUNDS && cleanSome(); round++) {
        LOG.debug("Dropped a batch of content that nobody names");
      }
    } catch (DataAccessException e) {
      LOG.warn("Content that nobody names stays for now: the database does not answer", e);
    }
  }

  private boolean cleanSome() {
    List<Kept> leftOver = contents.leftOver();
    leftOver.stream()
        .filter(kept -> contents.forget(kept.cid()))
        .forEach(kept -> stores.of(kept.place()).ifPresent(store -> store.drop(kept.cid())));
    return !leftOver.isEmpty();
  }
}
