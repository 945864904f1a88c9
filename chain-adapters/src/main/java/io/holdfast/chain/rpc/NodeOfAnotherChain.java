package io.holdfast.chain.rpc;

/** The node is well, and of another chain than the rail is set to: nothing it says is believed. */
public final class NodeOfAnotherChain extends NodeFailure {
  private static final long serialVersionUID = 1L;

  public NodeOfAnotherChain(String message) {
    super(message);
  }
}
