package io.holdfast.chain.substrate.scale;

/** Bytes that are not what their type says, or a type that nobody described. */
public final class NotScale extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotScale(String message) {
    super(message);
  }
}
