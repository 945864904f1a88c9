package io.holdfast.chain.contract;

import io.holdfast.chain.rpc.NodeTimedOut;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node that understands everything and behaves badly, whatever its chain.
 *
 * @param <C> what it is asked with
 */
public final class Moody<C> {
  private static final Set<String> SENDING = Set.of("send", "submit");

  private final C client;
  private final Map<String, Object> instead = new ConcurrentHashMap<>();
  private final Map<String, Object> answered = new ConcurrentHashMap<>();
  private volatile boolean standsStill;
  private volatile boolean isSilentAboutWhatItTook;

  Moody(Class<C> type, C real) {
    this.client =
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answer(real, method, arguments)));
  }

  C client() {
    return client;
  }

  /** Answers this question with that, whatever is true. */
  public void says(String question, Object answer) {
    instead.put(question, answer);
  }

  /** Gives from now on the answer that it gave first, to every question it had before. */
  public void standsStill() {
    standsStill = true;
  }

  /** Takes what is sent and does not say so. */
  public void isSilentAboutWhatItTook() {
    isSilentAboutWhatItTook = true;
  }

  private Object answer(C real, Method method, Object[] arguments) throws Throwable {
    if (instead.containsKey(method.getName())) {
      return instead.get(method.getName());
    }
    if (isSilentAboutWhatItTook && SENDING.contains(method.getName())) {
      ask(real, method, arguments);
      throw new NodeTimedOut("it took it, and says nothing");
    }
    String question = method.getName() + Arrays.deepToString(arguments);
    if (standsStill && answered.containsKey(question)) {
      return answered.get(question);
    }
    Object answer = ask(real, method, arguments);
    if (standsStill && answer != null) {
      answered.put(question, answer);
    }
    return answer;
  }

  private static Object ask(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
