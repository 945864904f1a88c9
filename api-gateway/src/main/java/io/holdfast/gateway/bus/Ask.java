package io.holdfast.gateway.bus;

import io.holdfast.api.query.Scope;
import io.holdfast.gateway.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a request that is not its content: who asks, under which ids, and how fresh the
 * answer must be. Controllers take it as a parameter.
 *
 * @param requestId this one request's own id
 * @param intent who wants what done once: caller, method, path and Idempotency-Key; null where
 *     there is no key, as with a GET
 * @param waitForIndex the log index that a read must reflect; 0 does not wait
 */
public record Ask(
    Caller caller,
    String correlationId,
    String requestId,
    @Nullable Intent intent,
    long waitForIndex) {

  public Scope scope() {
    return caller.scope();
  }

  /**
   * The id of what this request makes. A retry with the same Idempotency-Key names the same thing,
   * so that a crash between doing it and remembering the answer does nothing twice.
   *
   * @param prefix what it names, for example {@code withdrawal:}
   */
  public String newId(String prefix) {
    if (intent == null) {
      throw new IllegalStateException("only a request with an Idempotency-Key makes things");
    }
    return prefix + intent.digest();
  }
}
