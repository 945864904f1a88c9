package io.holdfast.api.deposit;

/** Another transaction spent the coins of this one. */
public record ReplacePayment(DepositId depositId, String byTransaction) implements PaymentCommand {
  @Override
  public String targetId() {
    return depositId.value();
  }
}
