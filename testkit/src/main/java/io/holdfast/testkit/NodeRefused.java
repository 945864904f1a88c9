package io.holdfast.testkit;

/** The node said no to a test's question. */
public final class NodeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  NodeRefused(int code, String message) {
    super(message + " (" + code + ")");
    this.code = code;
  }

  public int code() {
    return code;
  }
}
