package io.holdfast.chain.mpesa.daraja;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.api.error.Rejection;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StkCallbackTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "1.00", "\"1\"", "\"1.00\"", "1e0", "100E-2"})
  void readsAnAmountHoweverItIsWritten(String amount) {
    assertThat(read(paid(amount)).cents()).isEqualTo(BigInteger.valueOf(100));
  }

  @Test
  void readsWhatIsPaid() {
    StkCallback told = read(paid("1500.00"));
    assertThat(told.isPaid()).isTrue();
    assertThat(told.checkoutRequestId()).isEqualTo("ws_CO_1");
    assertThat(told.receipt()).isEqualTo("NLJ7RT61SV");
    assertThat(told).asString().doesNotContain("ws_CO_1").doesNotContain("2547");
  }

  @Test
  void readsAFailureThatHasNoMetadata() {
    StkCallback told = read(told("1032", ""));
    assertThat(told.isPaid()).isFalse();
    assertThat(told.cents()).isNull();
    assertThat(told.receipt()).isNull();
    assertThat(read(told("\"1032\"", "")).result()).isEqualTo("1032");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"Body\":{\"stkCallback\":{}}}",
        "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"x\"}}}",
        "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"a b\",\"ResultCode\":0}}}",
        "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"x\",\"ResultCode\":{}}}}",
        "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"x\",\"ResultCode\":1e999999999}}}"
      })
  void refusesWhatIsNoCallback(String body) {
    assertRefused(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.001", "1e30", "1e-30", "\"x\"", "1e999999999"})
  void refusesAnAmountThatIsNone(String amount) {
    assertRefused(paid(amount));
  }

  private static void assertRefused(String body) {
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> read(body));
  }

  private static StkCallback read(String body) {
    return StkCallback.read(body.getBytes(UTF_8));
  }

  private static String paid(String amount) {
    return told(
        "0",
        """
        ,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":%s},
        {"Name":"MpesaReceiptNumber","Value":"NLJ7RT61SV"},{"Name":"Balance"},
        {"Name":"TransactionDate","Value":20261121120000},
        {"Name":"PhoneNumber","Value":254712345678}]}"""
            .formatted(amount));
  }

  private static String told(String result, String metadata) {
    return """
    {"Body":{"stkCallback":{"MerchantRequestID":"29115-34620561-1","CheckoutRequestID":"ws_CO_1",
    "ResultCode":%s,"ResultDesc":"words"%s}}}"""
        .formatted(result, metadata);
  }
}
