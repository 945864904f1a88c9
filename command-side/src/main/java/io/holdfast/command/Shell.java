package io.holdfast.command;

import io.holdfast.api.Event;
import java.util.List;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * What Axon sees of an aggregate: an id and a state. The rules are in the pure decider of its
 * package, which knows nothing of Axon. A subclass holds only the handler that folds its events.
 *
 * @param <S> the sealed, immutable state; "not there yet" is a state too
 * @param <E> the sealed type of its events
 */
public abstract class Shell<S, E extends Event> {
  @AggregateIdentifier private @Nullable String id;
  private S state;

  /** For Axon, which then replays the history into it. */
  protected Shell(S nothing) {
    this.state = nothing;
  }

  protected Shell(String id, S nothing) {
    this.id = id;
    this.state = nothing;
  }

  public S state() {
    return state;
  }

  /** Makes what was decided a fact of the running unit of work, and folds it into the state. */
  public void record(List<? extends E> events) {
    events.forEach(AggregateLifecycle::apply);
  }

  @Override
  public String toString() {
    return id + " " + state;
  }

  protected final void become(String streamId, S next) {
    this.id = streamId;
    this.state = next;
  }
}
