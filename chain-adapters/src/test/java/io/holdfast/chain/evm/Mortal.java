package io.holdfast.chain.evm;

import io.holdfast.chain.evm.rpc.EvmRpc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A program that is killed at one of its calls of the node: before the node hears it, or after. */
final class Mortal {
  private final EvmRpc node;
  private final int lastCall;
  private final boolean heard;
  private int calls;

  /**
   * @param lastCall from 1 on
   * @param heard whether the node still does what it was asked for by that one
   */
  Mortal(EvmRpc node, int lastCall, boolean heard) {
    this.node = node;
    this.lastCall = lastCall;
    this.heard = heard;
  }

  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  EvmRpc rpc() {
    return (EvmRpc)
        Proxy.newProxyInstance(
            EvmRpc.class.getClassLoader(),
            new Class<?>[] {EvmRpc.class},
            (_, method, arguments) -> {
              calls++;
              if (calls == lastCall && !heard) {
                throw new Killed();
              }
              @Nullable Object answer;
              try {
                answer = method.invoke(node, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (calls == lastCall) {
                throw new Killed();
              }
              return answer;
            });
  }

  /** How many calls it made. */
  int calls() {
    return calls;
  }
}
