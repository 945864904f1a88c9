package io.holdfast.api.mpesa;

import io.holdfast.api.Event;
import org.axonframework.serialization.Revision;

/** A receipt is this payment's, and no other's. */
@Revision("1")
public record ReceiptClaimed(String receipt, String orderId, String mobilePaymentId)
    implements Event {
  private static final String STREAM = "mpesa-receipt:";

  @Override
  public String streamId() {
    return streamOf(new Receipt(receipt));
  }

  /** Where it stands in the log who has this receipt. */
  public static String streamOf(Receipt receipt) {
    return STREAM + receipt;
  }
}
