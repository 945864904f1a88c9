package io.holdfast.chain.stellar.xdr;

/**
 * Bytes or text that are not what Stellar's protocol says, or a part of it that we do not speak.
 */
public final class XdrException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public XdrException(String message) {
    super(message);
  }
}
