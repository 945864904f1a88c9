package io.holdfast.chain.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node answered to one question: a result, an error, or neither. */
public record Answer<T>(@Nullable Integer id, @Nullable T result, @Nullable Failure error) {
  /** The node's own words for saying no. */
  public record Failure(int code, @Nullable String message) {
    RpcError toError() {
      return new RpcError(code, String.valueOf(message));
    }
  }

  /**
   * The result, which must be there.
   *
   * @throws RpcError when the node said no
   * @throws NodeAnsweredRubbish when there is neither result nor error
   */
  public T required() {
    return optional()
        .orElseThrow(() -> new NodeAnsweredRubbish("an answer with neither result nor error"));
  }

  /**
   * The result, or empty when the node says by an empty result that there is no such thing.
   *
   * @throws RpcError when the node said no
   */
  public Optional<T> optional() {
    if (error != null) {
      throw error.toError();
    }
    return Optional.ofNullable(result);
  }

  /**
   * The result, or empty when the node says by this code that there is no such thing.
   *
   * @throws RpcError when the node said no with another code
   * @throws NodeAnsweredRubbish when there is neither result nor error
   */
  public Optional<T> unless(int codeOfUnknown) {
    return error != null && error.code() == codeOfUnknown
        ? Optional.empty()
        : Optional.of(required());
  }
}
