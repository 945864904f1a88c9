package io.holdfast.chain.rpc;

/** The node understood and said no. What its codes mean, each chain's own client knows. */
public final class RpcError extends NodeFailure {
  private static final long serialVersionUID = 1L;

  private final int code;

  public RpcError(int code, String message) {
    super("the node refuses (" + code + "): " + message);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
