package io.holdfast.gateway.bus;

import io.holdfast.api.query.Page;
import java.lang.reflect.Type;
import java.util.concurrent.Future;
import org.axonframework.messaging.responsetypes.InstanceResponseType;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.springframework.core.ResolvableType;

/**
 * Asks for a {@link Page} of whatever rows. Axon's own instance type matches no handler whose
 * answer has type parameters, as {@code Page<AccountView>} has.
 */
@SuppressWarnings("rawtypes") // what a page holds is known to neither bus nor message
final class PageType extends InstanceResponseType<Page> {
  private static final long serialVersionUID = 1L;

  PageType() {
    super(Page.class);
  }

  @Override
  public boolean matches(Type answered) {
    ResolvableType type = ResolvableType.forType(answered);
    ResolvableType content =
        type.as(Future.class).hasGenerics() ? type.as(Future.class).getGeneric(0) : type;
    return Page.class.equals(content.resolve());
  }

  @Override
  public Integer matchRank(Type answered) {
    return matches(answered) ? MATCH : NO_MATCH;
  }

  @Override
  public ResponseType<?> forSerialization() {
    return ResponseTypes.instanceOf(Page.class);
  }
}
