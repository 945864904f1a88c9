package io.holdfast.gateway.integration;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.RailFigures;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.Scope;
import io.holdfast.gateway.bus.Queries;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks at the rails every few seconds, so that their pace and a standstill can be told, and keeps
 * what it saw last for the metrics. Thread-safe.
 */
@Component
public class RailMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(RailMonitor.class);
  private static final PageRequest ALL = new PageRequest(null, PageRequest.MAX_LIMIT);

  private final Queries queries;
  private final Clock clock;
  private final Standstill limits;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();
  private volatile List<RailStatus> last = List.of();

  RailMonitor(Queries queries, Clock clock, Standstill limits) {
    this.queries = queries;
    this.clock = clock;
    this.limits = limits;
  }

  /** How the rails are doing now, in the order of their names. */
  Mono<List<RailStatus>> now() {
    return queries
        .railFigures()
        .zipWith(
            queries.find(new FindRails(Scope.EVERYBODY, null, ALL, 0), RailView.class),
            (figures, views) -> statuses(figures, views.items()));
  }

  /** What was seen last; empty before anything was. */
  List<RailStatus> last() {
    return last;
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void look() {
    now()
        .subscribe(
            statuses -> last = sampled(statuses),
            failure -> LOG.debug("The rails cannot be looked at: {}", failure.toString()));
  }

  private List<RailStatus> sampled(List<RailStatus> statuses) {
    statuses.forEach(status -> pace(status.rail()).at(clock.millis(), status.height()));
    return statuses;
  }

  private List<RailStatus> statuses(RailFigures figures, List<RailView> views) {
    Map<String, RailView> byRail =
        views.stream().collect(toMap(RailView::rail, Function.identity()));
    return figures.rails().stream()
        .map(
            figure ->
                RailStatus.of(
                    figure, byRail.get(figure.rail()), pace(figure.rail()), limits, clock.millis()))
        .toList();
  }

  private Pace pace(String rail) {
    return paces.computeIfAbsent(rail, _ -> new Pace());
  }
}
