package io.holdfast.chain.mpesa.daraja;

import java.net.URI;
import java.time.Duration;

/**
 * Who we are to Daraja. Shows no secret.
 *
 * @param shortCode our business number, by which we sign
 * @param partyB who is paid: the paybill itself, or a till
 * @param readTimeout after which an answer is no longer waited for
 */
public record DarajaAccount(
    URI url,
    String consumerKey,
    String consumerSecret,
    String passkey,
    String shortCode,
    String partyB,
    TransactionType transactionType,
    Duration readTimeout) {
  /** What kind of number is paid. */
  public enum TransactionType {
    PAYBILL("CustomerPayBillOnline"),
    TILL("CustomerBuyGoodsOnline");

    private final String field;

    TransactionType(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  @Override
  public String toString() {
    return "DarajaAccount[" + shortCode + "]";
  }
}
