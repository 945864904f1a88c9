package io.holdfast.command.deposit;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.ExpireDepositRequest;
import io.holdfast.command.deadline.Deadlines;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The process manager that ends deposit requests when their time runs out. It keeps no state, and
 * its deadline is written before the event counts as handled. So all of it may happen twice, on any
 * node, after any crash. Never replayed.
 */
@ProcessingGroup("deadlines")
@DisallowReplay
public final class DepositDeadlines {
  public static final Deadlines.Kind EXPIRY =
      new Deadlines.Kind(
          "expire-deposit-request", id -> new ExpireDepositRequest(new DepositRequestId(id)));

  private final Deadlines deadlines;

  public DepositDeadlines(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @EventHandler
  void on(DepositRequested event) {
    deadlines.at(EXPIRY, event.requestId(), Instant.ofEpochMilli(event.expiresAtMillis()));
  }
}
