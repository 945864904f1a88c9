package io.holdfast.chain.mpesa.daraja;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Daraja's answers say. Pure. It answers errors as {@code {requestId, errorCode,
 * errorMessage}} with some status of HTTP; numbers come as numbers and as texts. What cannot be
 * read says nothing: it is never a failure of the payment.
 */
public final class DarajaAnswers {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  /** Seen with HTTP 500: "The transaction is being processed". */
  private static final String STILL_PROCESSED = "500.001.1001";

  private static final int LONGEST_TOKEN_SECONDS = 86_400;

  private DarajaAnswers() {}

  /**
   * A token that lets us in.
   *
   * @param validFor from when it was given
   */
  public record Token(String value, Duration validFor) {
    @Override
    public String toString() {
      return "Token[" + validFor + "]";
    }
  }

  /**
   * @throws NodeAnsweredRubbish where there is no token in it
   */
  public static Token token(int status, byte[] body) {
    JsonNode answer = read(body);
    String token = text(answer, "access_token", TOKEN);
    String seconds = text(answer, "expires_in", Pattern.compile("[0-9]{1,9}"));
    if (status != 200 || token == null || seconds == null) {
      throw new NodeAnsweredRubbish("HTTP " + status + " and no token");
    }
    return new Token(
        token, Duration.ofSeconds(Math.min(Integer.parseInt(seconds), LONGEST_TOKEN_SECONDS)));
  }

  /** Whether it says that the token is no good: nothing was done. */
  public static boolean isUnauthorized(int status, byte[] body) {
    String error = text(read(body), "errorCode", CODE);
    return status == 401 || (error != null && error.startsWith("404.001.03"));
  }

  public static PushAnswer push(int status, byte[] body) {
    JsonNode answer = read(body);
    String code = text(answer, "ResponseCode", CODE);
    String error = text(answer, "errorCode", CODE);
    if (status == 200 && code != null) {
      return taken(answer, code);
    }
    if (status >= 400 && status < 500 && error != null) {
      return new PushAnswer.Refused(error);
    }
    return new PushAnswer.Unclear("HTTP " + status + (error == null ? "" : ", " + error));
  }

  private static PushAnswer taken(JsonNode answer, String code) {
    if (!isZero(code)) {
      return new PushAnswer.Refused(code);
    }
    String merchant = text(answer, "MerchantRequestID", ID);
    String checkout = text(answer, "CheckoutRequestID", ID);
    return merchant == null || checkout == null
        ? new PushAnswer.Unclear("taken, and without its ids")
        : new PushAnswer.Taken(merchant, checkout);
  }

  public static QueryAnswer query(int status, byte[] body, String checkoutRequestId) {
    JsonNode answer = read(body);
    String error = text(answer, "errorCode", CODE);
    if (STILL_PROCESSED.equals(error)) {
      return new QueryAnswer.Pending();
    }
    String result = text(answer, "ResultCode", CODE);
    String accepted = text(answer, "ResponseCode", CODE);
    String about = text(answer, "CheckoutRequestID", ID);
    if (status == 200 && result != null && isZero(accepted) && checkoutRequestId.equals(about)) {
      return new QueryAnswer.Ended(result);
    }
    return new QueryAnswer.Untold("HTTP " + status + (error == null ? "" : ", " + error));
  }

  private static boolean isZero(@Nullable String code) {
    return "0".equals(code);
  }

  /** Of an answer that is no JSON, nothing. */
  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private static @Nullable String text(JsonNode answer, String field, Pattern form) {
    JsonNode value = answer.path(field);
    String text =
        value.isString()
            ? value.stringValue()
            : value.isIntegralNumber() ? number(value.bigIntegerValue()) : null;
    return text != null && form.matcher(text).matches() ? text : null;
  }

  private static @Nullable String number(BigInteger value) {
    return value.bitLength() > 64 ? null : value.toString();
  }
}
