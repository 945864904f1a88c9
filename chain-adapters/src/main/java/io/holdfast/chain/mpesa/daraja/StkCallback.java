package io.holdfast.chain.mpesa.daraja;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.Receipt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What M-Pesa tells of a payment by itself: {@code Body.stkCallback}. Metadata come on success
 * only, as a list of names and values, some without a value. The phone number in it is not read.
 *
 * @param checkoutRequestId M-Pesa's name for the payment; it ends in the phone number
 * @param cents null where it tells no amount
 * @param receipt null where it tells none
 */
public record StkCallback(
    String checkoutRequestId, String result, @Nullable BigInteger cents, @Nullable String receipt) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern RESULT = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public static StkCallback read(byte[] body) {
    JsonNode told;
    try {
      told = JSON.readTree(body).path("Body").path("stkCallback");
    } catch (JacksonException e) {
      throw refused();
    }
    JsonNode items = told.path("CallbackMetadata").path("Item");
    String receipt = item(items, "MpesaReceiptNumber");
    return new StkCallback(
        required(told.path("CheckoutRequestID"), ID),
        required(told.path("ResultCode"), RESULT),
        cents(item(items, "Amount")),
        receipt == null ? null : new Receipt(receipt).value());
  }

  public boolean isPaid() {
    return result.equals(ResultCode.PAID);
  }

  private static @Nullable BigInteger cents(@Nullable String amount) {
    if (amount == null) {
      return null;
    }
    if (!AMOUNT.matcher(amount).matches()) {
      throw refused();
    }
    try {
      return new BigDecimal(amount).movePointRight(2).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw refused();
    }
  }

  private static @Nullable String item(JsonNode items, String name) {
    for (JsonNode item : items) {
      if (item.path("Name").isString() && item.path("Name").stringValue().equals(name)) {
        return scalar(item.path("Value"));
      }
    }
    return null;
  }

  private static String required(JsonNode value, Pattern form) {
    String text = scalar(value);
    if (text == null || !form.matcher(text).matches()) {
      throw refused();
    }
    return text;
  }

  /** A number that is written with an exponent may be longer than the whole message. */
  private static @Nullable String scalar(JsonNode value) {
    if (value.isString()) {
      return value.stringValue();
    }
    if (!value.isNumber()) {
      return null;
    }
    BigDecimal number = value.decimalValue();
    if (Math.abs((long) number.scale()) > 20 || number.precision() > 40) {
      throw refused();
    }
    return number.toPlainString();
  }

  private static Rejection refused() {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, "That is no callback of M-Pesa.");
  }

  @Override
  public String toString() {
    return "StkCallback[" + result + "]";
  }
}
