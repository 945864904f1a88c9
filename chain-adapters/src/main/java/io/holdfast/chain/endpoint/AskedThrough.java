package io.holdfast.chain.endpoint;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client whose every question is asked of a client that is chosen for it. A question is a whole
 * method with the reading of its answer: what cannot be read is asked of another.
 *
 * @param <C> an interface whose methods may all be repeated, and fail with unchecked exceptions
 *     only
 */
final class AskedThrough<C> implements InvocationHandler {
  /** Chooses who is asked. */
  @FunctionalInterface
  interface Way<C> {
    <T> T ask(Function<? super C, T> question);
  }

  private final Way<C> way;

  private AskedThrough(Way<C> way) {
    this.way = way;
  }

  static <C> C of(Class<C> type, Way<C> way) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new AskedThrough<>(way)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    if (method.getDeclaringClass() == Object.class) {
      return ofItself(method, arguments);
    }
    return way.ask(client -> Optional.ofNullable(call(client, method, arguments))).orElse(null);
  }

  private static @Nullable Object call(
      Object client, Method method, Object @Nullable [] arguments) {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(method + " failed as it never should", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be asked", e);
    }
  }

  /** What every object answers; each of these is like itself only. */
  private Object ofItself(Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && isMine(arguments[0]);
      case "hashCode" -> hashCode();
      default -> "asked through endpoints";
    };
  }

  private boolean isMine(@Nullable Object other) {
    return other != null
        && Proxy.isProxyClass(other.getClass())
        && Proxy.getInvocationHandler(other).equals(this);
  }
}
