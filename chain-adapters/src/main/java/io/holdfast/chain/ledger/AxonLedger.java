package io.holdfast.chain.ledger;

import io.holdfast.api.Command;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The ledger behind Axon's command bus. */
public final class AxonLedger implements Ledger {
  private final CommandGateway gateway;

  public AxonLedger(CommandGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public CompletableFuture<?> send(Command command, Map<String, String> metadata) {
    return gateway.send(GenericCommandMessage.asCommandMessage(command).withMetaData(metadata));
  }
}
