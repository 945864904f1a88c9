package io.holdfast.chain.rpc;

import java.util.List;

/**
 * JSON-RPC with one node, or with several as if they were one. Fails with a {@link NodeFailure} and
 * with nothing else. Ask only what may be asked twice: all reading, and the sending of a signed
 * transaction, which is the same transaction each time. Thread-safe.
 */
public interface JsonRpc {
  /** One question and its whole answer, which may be an error or an empty result. */
  <T> Answer<T> ask(Class<T> result, String method, Object... params);

  /** Many questions of one method in one request, answered in their order. */
  <T> List<Answer<T>> askAll(Class<T> result, String method, List<? extends List<?>> params);
}
