package io.holdfast.command.deadletter;

import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handlers of processors that put events aside run between savepoints. PostgreSQL takes no further
 * statement in a transaction in which one failed; so what a failing handler did is undone alone,
 * and the event can be put aside in the transaction that stores the token.
 */
final class UndoneAlone implements HandlerEnhancerDefinition {
  private final Set<String> processors;
  private final TransactionTemplate savepoint;

  UndoneAlone(Set<String> processors, PlatformTransactionManager transactions) {
    this.processors = Set.copyOf(processors);
    this.savepoint = new TransactionTemplate(transactions);
    this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
    ProcessingGroup group = original.declaringClass().getAnnotation(ProcessingGroup.class);
    return group != null && processors.contains(group.value()) ? new Between<>(original) : original;
  }

  private final class Between<T> extends WrappedMessageHandlingMember<T> {
    private final MessageHandlingMember<T> handler;

    private Between(MessageHandlingMember<T> handler) {
      super(handler);
      this.handler = handler;
    }

    @Override
    public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
      Outcome outcome = new Outcome();
      savepoint.executeWithoutResult(
          status -> {
            try {
              outcome.answer = handler.handle(message, target);
            } catch (Exception failure) {
              outcome.failure = failure;
              status.setRollbackOnly();
            }
          });
      if (outcome.failure != null) {
        throw outcome.failure;
      }
      return outcome.answer;
    }
  }

  private static final class Outcome {
    private @Nullable Object answer;
    private @Nullable Exception failure;
  }
}
