package io.holdfast.chain.mpesa.daraja;

/** What M-Pesa says of a payment when it is asked. */
public sealed interface QueryAnswer {
  /** It is under way: no failure, and nothing to tell. */
  record Pending() implements QueryAnswer {}

  /**
   * It has come to an end, as far as M-Pesa says.
   *
   * @param code of the result; {@code 0} is paid
   */
  record Ended(String code) implements QueryAnswer {}

  /** M-Pesa did not tell: asked again later. */
  record Untold(String reason) implements QueryAnswer {}
}
