package io.holdfast.chain.rpc;

/**
 * The node did not do what it was asked. The message is written for an operator and carries no
 * credentials.
 */
public abstract sealed class NodeFailure extends RuntimeException
    permits NodeUnreachable, NodeTimedOut, NodeAnsweredRubbish, NodeOfAnotherChain, RpcError {
  private static final long serialVersionUID = 1L;

  NodeFailure(String message) {
    super(message);
  }

  NodeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
