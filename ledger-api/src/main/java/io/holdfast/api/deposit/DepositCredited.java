package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/**
 * The payment is in the customer's balance, by this entry; what an earlier reversal could not take
 * was repaid first.
 */
@Revision("1")
public record DepositCredited(
    String depositId,
    String accountId,
    String entryId,
    String asset,
    String amount,
    String repaidShortfall)
    implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
