package io.holdfast.gateway.integration;

import io.holdfast.api.query.RailFigures.Endpoint;
import io.holdfast.api.query.RailFigures.Figure;
import io.holdfast.api.query.RailFigures.Oracle;
import io.holdfast.api.query.RailView;
import io.holdfast.api.rail.RailState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rail is doing and how far it is. Heights are −1 before there is any; of a rail of which
 * nothing was ever heard the state is SYNCING.
 *
 * @param trouble why it counts as unhealthy, or null while it gets on
 * @param height the cursor's block
 * @param finalHeight up to here nothing is taken back any more
 * @param headHeight the chain's head as it was seen last
 * @param lagBlocks the head's height less the cursor's
 * @param lagSeconds how long ago the cursor's block was mined, while there are blocks before it
 * @param heardSecondsAgo since the chain's head was looked at; null before the first time
 * @param standsForSeconds since the cursor moved, as far back as this process looks
 * @param parked what the ledger refused and waits for a person
 * @param openPayouts approved withdrawals that are not in a block yet
 * @param blocksPerSecond over the last minute
 * @param endpoints its nodes, as this process sees them
 * @param oracle who records payments in its contract; null where nobody does
 */
record RailStatus(
    String rail,
    String state,
    String reason,
    @Nullable String trouble,
    long height,
    long finalHeight,
    long headHeight,
    long lagBlocks,
    long lagSeconds,
    @Nullable Long heardSecondsAgo,
    long standsForSeconds,
    long parked,
    long openPayouts,
    BigDecimal blocksPerSecond,
    List<Endpoint> endpoints,
    @Nullable Oracle oracle) {
  private static final long MILLIS = 1_000;

  /**
   * @param view how the rail is doing, as the ledger heard it, or null where it never did
   */
  static RailStatus of(
      Figure figure, @Nullable RailView view, Pace pace, Standstill limits, long nowMillis) {
    long lag = Math.max(0, figure.headHeight() - figure.height());
    RailStatus status =
        new RailStatus(
            figure.rail(),
            view == null ? RailState.SYNCING.name() : view.state(),
            view == null ? "" : view.reason(),
            null,
            figure.height(),
            figure.finalHeight(),
            figure.headHeight(),
            lag,
            lag == 0 || figure.minedAtMillis() == 0
                ? 0
                : Math.max(0, (nowMillis - figure.minedAtMillis()) / MILLIS),
            figure.headSeenAtMillis() == 0
                ? null
                : Math.max(0, (nowMillis - figure.headSeenAtMillis()) / MILLIS),
            pace.standsForMillis(nowMillis) / MILLIS,
            figure.parked(),
            figure.openPayouts(),
            BigDecimal.valueOf(pace.blocksPerSecond()).setScale(2, RoundingMode.HALF_UP),
            figure.endpoints(),
            figure.oracle());
    return status.judged(limits.trouble(status));
  }

  private RailStatus judged(@Nullable String verdict) {
    return new RailStatus(
        rail,
        state,
        reason,
        verdict,
        height,
        finalHeight,
        headHeight,
        lagBlocks,
        lagSeconds,
        heardSecondsAgo,
        standsForSeconds,
        parked,
        openPayouts,
        blocksPerSecond,
        endpoints,
        oracle);
  }
}
