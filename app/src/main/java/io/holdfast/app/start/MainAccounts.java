package io.holdfast.app.start;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.identity.MetaKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Opens the main account of each configured user, so that a newcomer can begin at once. Asked at
 * every start: an account that is there is a quiet success.
 */
public final class MainAccounts implements ApplicationRunner {
  private static final long PATIENCE_SECONDS = 30;
  private static final String USER = "user:";
  private static final MetaData WHO =
      MetaData.from(
          Map.of(MetaKeys.ACTOR, "system:start", MetaKeys.CORRELATION_ID, "main-accounts"));

  private final CommandGateway commands;
  private final Environment environment;

  MainAccounts(CommandGateway commands, Environment environment) {
    this.commands = commands;
    this.environment = environment;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    users().forEach(this::open);
  }

  /** Of {@code holdfast.users[]} only what is needed here. */
  record Owner(String id, String name) {}

  private List<Owner> users() {
    return Binder.get(environment)
        .bind("holdfast.users", Bindable.listOf(Owner.class))
        .orElse(List.of());
  }

  private void open(Owner user) {
    String name = user.id().substring(USER.length());
    OpenAccount command =
        new OpenAccount(new AccountId("account:" + name + "-main"), user.id(), "Main");
    commands.sendAndWait(
        new GenericCommandMessage<>(command, WHO), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
