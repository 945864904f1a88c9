package io.holdfast.chain.ledger;

/** The ledger could not answer, or its answer is unknown: the same is told again later. */
public final class LedgerFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerFault(String message, Throwable cause) {
    super(message, cause);
  }
}
