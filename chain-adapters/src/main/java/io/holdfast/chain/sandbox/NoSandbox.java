package io.holdfast.chain.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.sandbox.SandboxCommand;
import io.holdfast.api.sandbox.SandboxCommand.SandboxAutoMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import org.axonframework.commandhandling.CommandHandler;

/** Where the rails are real, nobody pays, mines or reorganises by command. */
public final class NoSandbox {
  @CommandHandler
  public void handle(SandboxPay command) {
    refuse(command);
  }

  @CommandHandler
  public void handle(SandboxMine command) {
    refuse(command);
  }

  @CommandHandler
  public void handle(SandboxReorganise command) {
    refuse(command);
  }

  @CommandHandler
  public void handle(SandboxStall command) {
    refuse(command);
  }

  @CommandHandler
  public void handle(SandboxAutoMine command) {
    refuse(command);
  }

  private static void refuse(SandboxCommand command) {
    throw new Rejection(
        ErrorCode.UNKNOWN_RAIL,
        "The sandbox is off: no " + command.getClass().getSimpleName() + " here.");
  }
}
