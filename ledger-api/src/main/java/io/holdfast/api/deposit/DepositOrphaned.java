package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** The block that held it lost its place. */
@Revision("1")
public record DepositOrphaned(String depositId, long height, String blockHash)
    implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
