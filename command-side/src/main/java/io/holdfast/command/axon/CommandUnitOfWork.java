package io.holdfast.command.axon;

import java.util.function.Function;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that finds out once, not for every message, what its message passes on to those it
 * causes. They then share one map, which is also serialized once.
 */
final class CommandUnitOfWork<T extends Message<?>> extends DefaultUnitOfWork<T> {
  private @Nullable MetaData passedOn;

  CommandUnitOfWork(T message) {
    super(message);
  }

  @Override
  public MetaData getCorrelationData() {
    MetaData known = passedOn;
    if (known == null) {
      known = super.getCorrelationData();
      passedOn = known;
    }
    return known;
  }

  @Override
  public void registerCorrelationDataProvider(CorrelationDataProvider provider) {
    passedOn = null;
    super.registerCorrelationDataProvider(provider);
  }

  @Override
  public UnitOfWork<T> transformMessage(Function<T, ? extends Message<?>> transformation) {
    passedOn = null;
    return super.transformMessage(transformation);
  }
}
