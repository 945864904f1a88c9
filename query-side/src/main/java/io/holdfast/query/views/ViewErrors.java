package io.holdfast.query.views;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the views do not get on, as this node last saw it; null while they do. Thread-safe. */
public final class ViewErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ViewErrors.class);

  private final AtomicReference<@Nullable String> last = new AtomicReference<>();

  void failed(Throwable cause) {
    String told =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (!told.equals(last.getAndSet(told))) {
      LOG.error("the views do not get on", cause);
    }
  }

  void none() {
    if (last.getAndSet(null) != null) {
      LOG.info("the views get on again");
    }
  }

  public @Nullable String last() {
    return last.get();
  }
}
