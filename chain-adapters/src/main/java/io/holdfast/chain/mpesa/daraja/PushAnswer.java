package io.holdfast.chain.mpesa.daraja;

/** What came of asking M-Pesa to ask a phone. */
public sealed interface PushAnswer {
  /** The phone shows it, or will. Both ids are M-Pesa's; the second ends in the phone number. */
  record Taken(String merchantRequestId, String checkoutRequestId) implements PushAnswer {
    @Override
    public String toString() {
      return "Taken";
    }
  }

  /**
   * M-Pesa refused: the phone was certainly not asked.
   *
   * @param code M-Pesa's own
   */
  record Refused(String code) implements PushAnswer {}

  /** Nothing was sent, or nobody was let in: the phone was certainly not asked, and may be. */
  record NotSent(String reason) implements PushAnswer {}

  /** Nobody knows whether the phone was asked. */
  record Unclear(String reason) implements PushAnswer {}
}
