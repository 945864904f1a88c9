package io.holdfast.command.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.holdfast.api.Command;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/** The smallest aggregate with a rule: a count that is raised one by one, up to a limit. */
public class Counter {
  /** Raises the count by one, but not beyond the limit; at the limit it is refused. */
  public record Raise(String targetId, int limit) implements Command {}

  /** Succeeds in silence, having read the count. */
  public record Look(String targetId) implements Command {}

  @Revision("1")
  public record Raised(String counterId, int count) {}

  @AggregateIdentifier private String id;
  private int count;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  public int handle(Raise command) {
    if (count >= command.limit()) {
      throw new Rejection(ErrorCode.WRONG_STATE, "at the limit");
    }
    apply(new Raised(command.targetId(), count + 1));
    return count;
  }

  @CommandHandler
  public int handle(Look command) {
    return count;
  }

  @EventSourcingHandler
  public void on(Raised event) {
    id = event.counterId();
    count = event.count();
  }

  public int count() {
    return count;
  }

  public String id() {
    return id;
  }
}
