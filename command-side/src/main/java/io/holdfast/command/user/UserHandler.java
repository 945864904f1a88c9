package io.holdfast.command.user;

import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.ConfirmEmail;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.RecordPasswordChange;
import io.holdfast.api.user.RecordSignInFailure;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.RenameUser;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserCommand;
import io.holdfast.api.user.UserEvent;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;

/** Keeps people's records. */
public final class UserHandler {
  private final People people;
  private final Clock clock;

  public UserHandler(People people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  @CommandHandler
  void handle(RegisterUser command) {
    people.register(command);
  }

  @CommandHandler
  void handle(UnlinkWallet command) {
    people.unlink(command);
  }

  @CommandHandler
  void handle(ChangeEmail command) {
    people.changeEmail(command);
  }

  @CommandHandler
  void handle(RenameUser command) {
    decide(command, state -> UserDecider.rename(command, state));
  }

  @CommandHandler
  void handle(RecordPasswordChange command) {
    decide(command, state -> UserDecider.changePassword(command.origin(), state));
  }

  @CommandHandler
  void handle(ConfirmEmail command) {
    decide(command, state -> UserDecider.confirm(command, state));
  }

  @CommandHandler
  void handle(ChangeRoles command) {
    decide(command, state -> UserDecider.changeRoles(command, state));
  }

  @CommandHandler
  void handle(RecordSignInFailure command) {
    decide(command, state -> UserDecider.fail(command.origin(), state, clock.instant()));
  }

  @CommandHandler
  void handle(EraseUser command) {
    decide(command, state -> UserDecider.erase(command, state));
  }

  private void decide(UserCommand command, Function<User, List<UserEvent>> decision) {
    var user = people.load(command.userId());
    user.record(decision.apply(user.state()));
  }
}
