package io.holdfast.app.money;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.identity.MetaKeys;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;

/** A program that is asked for something without a pause, until this is closed. */
final class Busy implements AutoCloseable {
  private static final MetaData WHO =
      MetaData.from(Map.of(MetaKeys.ACTOR, "user:alice", MetaKeys.CORRELATION_ID, "busy"));

  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final CommandGateway commands;
  private final Thread thread;
  private volatile boolean over;

  Busy(Program program) {
    this.commands = program.bean(CommandGateway.class);
    this.thread = Thread.ofVirtual().start(this::ask);
  }

  private void ask() {
    try {
      for (int number = 0; !over; number++) {
        AccountId account = new AccountId("account:busy-" + number);
        commands.sendAndWait(
            new GenericCommandMessage<>(new OpenAccount(account, "user:alice", "Busy"), WHO));
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  /**
   * @throws RuntimeException what it was refused with
   */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException refused = failure.get();
    if (refused != null) {
      throw refused;
    }
  }
}
