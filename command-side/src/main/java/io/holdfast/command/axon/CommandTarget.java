package io.holdfast.command.axon;

import io.holdfast.api.Command;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Every command names its target itself. */
final class CommandTarget implements CommandTargetResolver {
  @Override
  public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
    if (message.getPayload() instanceof Command command) {
      return new VersionedAggregateIdentifier((Object) command.targetId(), null);
    }
    throw new IllegalArgumentException(
        message.getCommandName() + " is not a command of ledger-api");
  }
}
