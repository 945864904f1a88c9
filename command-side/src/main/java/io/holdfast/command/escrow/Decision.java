package io.holdfast.command.escrow;

import io.holdfast.api.escrow.DecisionReason;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what, and why.
 *
 * @param by a mediator; null where time or a contract decided
 * @param reason null where a contract decided
 */
public record Decision(@Nullable String by, @Nullable DecisionReason reason, Shares shares) {
  boolean isBy(String mediator) {
    return mediator.equals(by);
  }
}
