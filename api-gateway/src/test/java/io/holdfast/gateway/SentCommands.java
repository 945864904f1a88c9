package io.holdfast.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Remembers every command that came to the command side, and which of them it carried out. */
public final class SentCommands implements MessageHandlerInterceptor<CommandMessage<?>> {
  private final List<CommandMessage<?>> all = new CopyOnWriteArrayList<>();
  private final List<CommandMessage<?>> carriedOut = new CopyOnWriteArrayList<>();

  public List<CommandMessage<?>> all() {
    return List.copyOf(all);
  }

  public List<CommandMessage<?>> carriedOut() {
    return List.copyOf(carriedOut);
  }

  @Override
  public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    all.add(unit.getMessage());
    Object answer = chain.proceed();
    carriedOut.add(unit.getMessage());
    return answer;
  }
}
