package io.holdfast.chain.rpc;

/** The node took the question and did not answer in time. What came of it is unknown. */
public final class NodeTimedOut extends NodeFailure {
  private static final long serialVersionUID = 1L;

  public NodeTimedOut(String message) {
    super(message);
  }
}
