package io.holdfast.chain.mpesa.daraja;

import io.holdfast.api.mpesa.KenyanPhone;
import io.holdfast.api.mpesa.Shillings;
import java.net.URI;

/**
 * One asking of a phone.
 *
 * @param reference shown on the phone, at most 12 letters and digits
 * @param callback where M-Pesa tells what came of it; whoever knows it may tell us, so it is not
 *     shown
 */
public record Push(KenyanPhone phone, Shillings amount, String reference, URI callback) {
  @Override
  public String toString() {
    return "Push[" + amount.count() + " shillings, " + reference + "]";
  }
}
