package io.holdfast.gateway.integration;

import io.holdfast.api.rail.RailState;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.health.*}: when a rail counts as unhealthy. It is judged by what it does: a
 * process that lives and takes no block in is not well. For how long a chain itself may be silent
 * is the rail's own setting, and shows as its state STALLED. A rail that an administrator paused
 * does as it was told.
 *
 * @param railSilence for how long nothing may be heard of a rail's chain
 * @param railStandstill for how long a rail may have blocks before it and take none in
 */
@Validated
@ConfigurationProperties("holdfast.health")
record Standstill(
    @DefaultValue("90s") @DurationMin(seconds = 1) Duration railSilence,
    @DefaultValue("60s") @DurationMin(seconds = 1) Duration railStandstill) {

  /** Why this rail is unhealthy, for people, or null. */
  @Nullable String trouble(RailStatus rail) {
    return switch (RailState.valueOf(rail.state())) {
      case UNREACHABLE, STALLED, FROZEN -> rail.state() + ": " + rail.reason();
      case SYNCING, FOLLOWING -> ofProgress(rail);
      case PAUSED -> null;
    };
  }

  private @Nullable String ofProgress(RailStatus rail) {
    Long heard = rail.heardSecondsAgo();
    if (heard == null
        ? rail.standsForSeconds() > railSilence.toSeconds()
        : heard > railSilence.toSeconds()) {
      return "nothing has been heard of its chain for more than " + railSilence.toSeconds() + " s";
    }
    if (rail.lagBlocks() > 0 && rail.standsForSeconds() > railStandstill.toSeconds()) {
      return "blocks are missing, and none was taken in for more than "
          + railStandstill.toSeconds()
          + " s";
    }
    return rail.oracle() == null ? null : rail.oracle().problem();
  }
}
