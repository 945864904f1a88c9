package io.holdfast.gateway.identity;

import io.holdfast.api.session.EndReason;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.personal.Forgetting;
import io.holdfast.gateway.personal.PersonalData;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Forgets a person. The key goes first: cut off after that, nothing can be read any more, and the
 * same wish, sent again, does the rest; each step is quiet where it was done before.
 */
final class Erasure {
  private final PersonalData personal;
  private final Credentials credentials;
  private final List<Forgetting> keepers;
  private final Commands commands;
  private final Sessions sessions;
  private final Scheduler workers;

  Erasure(
      PersonalData personal,
      Credentials credentials,
      List<Forgetting> keepers,
      Commands commands,
      Sessions sessions,
      Scheduler workers) {
    this.personal = personal;
    this.credentials = credentials;
    this.keepers = List.copyOf(keepers);
    this.commands = commands;
    this.sessions = sessions;
    this.workers = workers;
  }

  /**
   * @param person whom the ledger knows, or knew
   * @return the index of the last event of it
   */
  Mono<Long> erase(UserId person, Ask ask) {
    return Mono.fromRunnable(() -> destroy(person))
        .subscribeOn(workers)
        .then(Mono.defer(() -> commands.send(ask, new EraseUser(person, ask.caller().userId()))))
        .map(Done::logIndex)
        .flatMap(
            erased ->
                sessions
                    .endAll(person, EndReason.ERASED, _ -> false, ask)
                    .map(ended -> Math.max(erased, ended)));
  }

  private void destroy(UserId person) {
    personal.forget(person);
    credentials.drop(person);
    keepers.forEach(keeper -> keeper.forget(person));
  }
}
