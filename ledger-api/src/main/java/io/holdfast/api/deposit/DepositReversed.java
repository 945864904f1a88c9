package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** The credit was taken back by this entry; the shortfall is what the customer no longer had. */
@Revision("1")
public record DepositReversed(
    String depositId,
    String accountId,
    String entryId,
    String asset,
    String amount,
    String shortfall)
    implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
