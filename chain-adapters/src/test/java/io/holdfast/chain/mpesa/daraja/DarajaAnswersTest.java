package io.holdfast.chain.mpesa.daraja;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.chain.mpesa.daraja.DarajaAnswers.Token;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DarajaAnswersTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"3599\"", "3599"})
  void readsATokenWhoseEndIsAText(String seconds) {
    Token token =
        DarajaAnswers.token(
            200, bytes("{\"access_token\":\"abc\",\"expires_in\":" + seconds + "}"));
    assertThat(token.value()).isEqualTo("abc");
    assertThat(token.validFor()).isEqualTo(Duration.ofSeconds(3599));
    assertThat(token).asString().doesNotContain("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{}",
        "200|not JSON",
        "500|{\"access_token\":\"abc\",\"expires_in\":\"3599\"}",
        "200|{\"access_token\":\"abc\",\"expires_in\":\"-1\"}",
        "200|{\"access_token\":\"a c\",\"expires_in\":\"3599\"}"
      })
  void takesNothingElseForAToken(int status, String body) {
    assertThatExceptionOfType(NodeAnsweredRubbish.class)
        .isThrownBy(() -> DarajaAnswers.token(status, bytes(body)));
  }

  @Test
  void tellsThatAPhoneIsAsked() {
    assertThat(
            DarajaAnswers.push(
                200,
                bytes(
                    "{\"MerchantRequestID\":\"m\",\"CheckoutRequestID\":\"c\","
                        + "\"ResponseCode\":\"0\",\"CustomerMessage\":\"x\"}")))
        .isEqualTo(new PushAnswer.Taken("m", "c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"requestId\":\"1\",\"errorCode\":\"400.002.02\",\"errorMessage\":\"Bad\"}|400.002.02",
        "200|{\"ResponseCode\":\"1\"}|1"
      })
  void tellsThatAPhoneIsNotAsked(int status, String body, String code) {
    assertThat(DarajaAnswers.push(status, bytes(body))).isEqualTo(new PushAnswer.Refused(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{\"errorCode\":\"500.001.1001\"}",
        "503|",
        "400|<html>",
        "200|{\"ResponseCode\":\"0\"}",
        "200|{\"ResponseCode\":\"0\",\"MerchantRequestID\":\"m\",\"CheckoutRequestID\":7.5}",
        "302|{}"
      })
  void knowsNothingOfAPhoneByAnyOtherAnswer(int status, String body) {
    assertThat(DarajaAnswers.push(status, bytes(body == null ? "" : body)))
        .isInstanceOf(PushAnswer.Unclear.class);
  }

  @Test
  void takesWhatIsPendingForNoFailure() {
    String pending = "{\"errorCode\":\"500.001.1001\",\"errorMessage\":\"being processed\"}";
    assertThat(DarajaAnswers.query(500, bytes(pending), "c")).isEqualTo(new QueryAnswer.Pending());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1032\"", "1032"})
  void readsAResultAsTextOrNumber(String code) {
    assertThat(DarajaAnswers.query(200, bytes(ended(code, "c")), "c"))
        .isEqualTo(new QueryAnswer.Ended("1032"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"other\",\"ResultCode\":\"0\"}",
        "500|{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"c\",\"ResultCode\":\"0\"}",
        "200|{\"ResponseCode\":\"1\",\"CheckoutRequestID\":\"c\",\"ResultCode\":\"0\"}",
        "200|{\"CheckoutRequestID\":\"c\",\"ResultCode\":\"0\"}",
        "200|{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"c\",\"ResultCode\":0.0}",
        "404|{\"errorCode\":\"404.001.03\"}",
        "200|"
      })
  void learnsNothingFromAnAnswerAboutSomethingElse(int status, String body) {
    assertThat(DarajaAnswers.query(status, bytes(body == null ? "" : body), "c"))
        .isInstanceOf(QueryAnswer.Untold.class);
  }

  @Test
  void knowsATokenThatIsNoGood() {
    assertThat(DarajaAnswers.isUnauthorized(401, bytes(""))).isTrue();
    assertThat(DarajaAnswers.isUnauthorized(404, bytes("{\"errorCode\":\"404.001.03\"}"))).isTrue();
    assertThat(DarajaAnswers.isUnauthorized(404, bytes("{\"errorCode\":\"404.001.01\"}")))
        .isFalse();
  }

  private static String ended(String code, String checkout) {
    return "{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"%s\",\"ResultCode\":%s}"
        .formatted(checkout, code);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
