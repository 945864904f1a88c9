package io.holdfast.chain.ledger;

import io.holdfast.api.Command;
import io.holdfast.api.identity.MetaKeys;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The ledger behind Axon's command bus. */
public final class AxonLedger implements Ledger {
  private final CommandGateway gateway;

  public AxonLedger(CommandGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public CompletableFuture<Boolean> send(Command command, Map<String, String> metadata) {
    CommandMessage<Command> message =
        GenericCommandMessage.<Command>asCommandMessage(command).withMetaData(metadata);
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    gateway.<CommandMessage<Command>, Object>send(message, (_, result) -> complete(answer, result));
    return answer;
  }

  /** What appended something carries where it stands in the log. */
  private static void complete(CompletableFuture<Boolean> answer, CommandResultMessage<?> result) {
    if (result.isExceptional()) {
      answer.completeExceptionally(result.exceptionResult());
    } else {
      answer.complete(result.getMetaData().containsKey(MetaKeys.LOG_INDEX));
    }
  }
}
