package io.holdfast.chain.rpc;

/**
 * The node is down, warming up, overloaded, or does not let us in. Asking again later may help; a
 * transaction that was being sent may or may not have arrived.
 */
public final class NodeUnreachable extends NodeFailure {
  private static final long serialVersionUID = 1L;

  public NodeUnreachable(String message) {
    super(message);
  }

  public NodeUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
