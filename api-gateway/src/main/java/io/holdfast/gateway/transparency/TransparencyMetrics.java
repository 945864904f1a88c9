package io.holdfast.gateway.transparency;

import io.holdfast.api.transparency.Transparency;
import io.holdfast.gateway.bus.Queries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far the tree over the log is, for {@code /metrics}, as it was seen last. Thread-safe. */
@Component
class TransparencyMetrics implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(TransparencyMetrics.class);

  private final Queries queries;
  private volatile @Nullable Transparency seen;

  TransparencyMetrics(Queries queries) {
    this.queries = queries;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    add(registry, "size", "Events in the tree over the log", Transparency::treeSize);
    add(registry, "lag.events", "Events that are not in it yet", Transparency::lagEvents);
    add(
        registry,
        "signed.size",
        "Events that the newest checkpoint signs",
        Transparency::signedSize);
    add(registry, "healthy", "1 while it gets on, else 0", now -> now.trouble() == null ? 1 : 0);
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void look() {
    queries
        .transparency()
        .subscribe(now -> seen = now, e -> LOG.debug("how far the tree is was not told", e));
  }

  private void add(
      MeterRegistry registry, String name, String means, ToDoubleFunction<Transparency> figure) {
    Gauge.builder("holdfast.tree." + name, () -> figure(figure))
        .description(means)
        .register(registry);
  }

  /** Not a number before the first look. */
  private double figure(ToDoubleFunction<Transparency> figure) {
    Transparency now = seen;
    return now == null ? Double.NaN : figure.applyAsDouble(now);
  }
}
