package io.holdfast.command;

import io.holdfast.api.Event;
import java.util.List;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * The aggregates of one kind, as a command handler uses them inside the running unit of work. An
 * aggregate that was never written to is not an error here but a state of its own, so that the
 * decider answers for it. All that is recorded in one unit of work is appended at once or not at
 * all.
 *
 * <p>A handler that needs several takes their locks in the one order that holds everywhere, so that
 * two never wait for each other: policy, then withdrawal or deposit, then deposit request, then
 * product, then order, then its quote, its mobile payments and their receipts, then accounts by id,
 * then journal entry. Apart from these: a rail's comparing, then reconciliation cases by id; and a
 * session, then an e-mail address or a wallet, then people.
 */
public final class Aggregates<A extends Shell<S, E>, S, E extends Event> {
  private final Repository<A> repository;
  private final Function<String, A> blank;

  public Aggregates(Repository<A> repository, Function<String, A> blank) {
    this.repository = repository;
    this.blank = blank;
  }

  /** Takes the aggregate's lock until the unit of work is over. */
  public Loaded<A, S, E> load(String id) {
    try {
      return new Loaded<>(repository.loadOrCreate(id, () -> blank.apply(id)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot load " + id, e);
    }
  }

  /**
   * Starts an aggregate without looking whether there is one already: the log refuses the append
   * when there is. Saves a read where the id is new nearly always.
   */
  public void create(String id, List<? extends E> events) {
    try {
      repository.newInstance(
          () -> {
            A shell = blank.apply(id);
            shell.record(events);
            return shell;
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot create " + id, e);
    }
  }

  /** Decides about one aggregate by itself. */
  public void decide(String id, Function<S, List<? extends E>> decision) {
    Loaded<A, S, E> loaded = load(id);
    loaded.record(decision.apply(loaded.state()));
  }

  /** An aggregate whose lock the unit of work holds. */
  public record Loaded<A extends Shell<S, E>, S, E extends Event>(Aggregate<A> aggregate) {
    public S state() {
      return aggregate.invoke(Shell::state);
    }

    public void record(List<? extends E> events) {
      if (!events.isEmpty()) {
        aggregate.execute(shell -> shell.record(events));
      }
    }
  }
}
