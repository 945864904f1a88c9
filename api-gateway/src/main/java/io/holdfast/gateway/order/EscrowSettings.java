package io.holdfast.gateway.order;

import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.escrow.*}.
 *
 * @param times how long each may take, where who makes an order does not say otherwise
 * @param shortest that a buyer may say of each but the time to pay: the others protect the seller,
 *     who agreed to none of them and is to have the time to see what is asked
 * @param longest that a buyer may say of each: so long the seller may wait for the money
 */
@Validated
@ConfigurationProperties("holdfast.escrow")
record EscrowSettings(
    @DefaultValue @Valid Times times,
    @DefaultValue("1d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration shortest,
    @DefaultValue("90d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration longest) {
  /** As {@link io.holdfast.api.escrow.OrderTimes}, which is what they become. */
  record Times(
      @DefaultValue("1d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration funding,
      @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration shipping,
      @DefaultValue("14d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration confirmation,
      @DefaultValue("3d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration disputeWindow,
      @DefaultValue("3d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration answer,
      @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration decision,
      @DefaultValue("3d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration appeal) {}
}
