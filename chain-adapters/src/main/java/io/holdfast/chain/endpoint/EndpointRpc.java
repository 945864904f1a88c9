package io.holdfast.chain.endpoint;

import io.holdfast.chain.rpc.Answer;
import io.holdfast.chain.rpc.JsonRpc;
import java.util.List;

/** JSON-RPC with one endpoint only. */
public record EndpointRpc(Endpoint<JsonRpc> endpoint) implements JsonRpc {
  @Override
  public <T> Answer<T> ask(Class<T> result, String method, Object... params) {
    return endpoint.ask(node -> node.ask(result, method, params));
  }

  @Override
  public <T> List<Answer<T>> askAll(
      Class<T> result, String method, List<? extends List<?>> params) {
    return endpoint.ask(node -> node.askAll(result, method, params));
  }
}
