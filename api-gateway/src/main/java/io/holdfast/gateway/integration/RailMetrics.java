package io.holdfast.gateway.integration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The figures of every rail for {@code /metrics}, as they were seen last. Used by one thread. */
@Component
class RailMetrics implements MeterBinder {
  private record Measured(MultiGauge gauge, ToDoubleFunction<RailStatus> figure) {}

  private final RailMonitor monitor;
  private final List<Measured> gauges = new ArrayList<>();

  RailMetrics(RailMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    add(registry, "height", "The cursor's block", RailStatus::height);
    add(registry, "head.height", "The chain's head as it was seen last", RailStatus::headHeight);
    add(registry, "final.height", "Nothing below is taken back", RailStatus::finalHeight);
    add(registry, "lag.blocks", "Blocks between cursor and head", RailStatus::lagBlocks);
    add(registry, "lag.seconds", "Age of the cursor's block while it lags", RailStatus::lagSeconds);
    add(
        registry,
        "blocks.per.second",
        "Over the last minute",
        r -> r.blocksPerSecond().doubleValue());
    add(registry, "parked", "What the ledger refused and waits for a person", RailStatus::parked);
    add(registry, "payouts.open", "Approved and not in a block yet", RailStatus::openPayouts);
    add(registry, "healthy", "1 while it gets on, else 0", r -> r.trouble() == null ? 1 : 0);
    Gauge.builder("holdfast.rails", monitor, seen -> seen.last().size())
        .description("Rails that were seen")
        .register(registry);
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void show() {
    List<RailStatus> rails = monitor.last();
    for (Measured each : gauges) {
      each.gauge().register(rails.stream().map(rail -> row(rail, each.figure())).toList(), true);
    }
  }

  private void add(
      MeterRegistry registry, String name, String means, ToDoubleFunction<RailStatus> figure) {
    MultiGauge gauge =
        MultiGauge.builder("holdfast.rail." + name).description(means).register(registry);
    gauges.add(new Measured(gauge, figure));
  }

  private static MultiGauge.Row<?> row(RailStatus rail, ToDoubleFunction<RailStatus> figure) {
    return MultiGauge.Row.of(Tags.of("rail", rail.rail()), figure.applyAsDouble(rail));
  }
}
