package io.holdfast.chain.rpc;

/** The answer is not what the protocol says: not JSON, a field missing, or larger than allowed. */
public final class NodeAnsweredRubbish extends NodeFailure {
  private static final long serialVersionUID = 1L;

  public NodeAnsweredRubbish(String message) {
    super(message);
  }

  public NodeAnsweredRubbish(String message, Throwable cause) {
    super(message, cause);
  }
}
