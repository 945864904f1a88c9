package io.holdfast.chain.mpesa.sandbox;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a simulated phone and its M-Pesa behave, by the last four digits of the number; what is not
 * here pays. A result code of M-Pesa is its own number (…0001, …1032). The guide lists them.
 */
enum Phone {
  PAYS("0000", "0"),
  HAS_TOO_LITTLE("0001", "1"),
  SYSTEM_ERROR("0017", "17"),
  SYSTEM_BUSY("0026", "26"),
  LOCKED("1001", "1001"),
  EXPIRED("1019", "1019"),
  PUSH_FAILS("1025", "1025"),
  CANCELS("1032", "1032"),
  IS_OFF("1037", "1037"),
  WRONG_PIN("2001", "2001"),
  PUSH_ERROR("9999", "9999"),
  UNHEARD_OF("4711", "4711"),
  NO_CALLBACK("7001", "0"),
  LATE_CALLBACK("7002", "0"),
  THREE_CALLBACKS("7003", "0"),
  CALLBACK_BEFORE_ANSWER("7004", "0"),
  DECIMAL_AMOUNT("7005", "0"),
  OTHER_AMOUNT("7006", "0"),
  TOKEN_ENDS("7007", "0"),
  PUSH_FAILS_WITH_500("7008", "0"),
  PUSH_IS_NOT_ANSWERED("7009", "0"),
  PUSH_IS_LOST("7010", "0"),
  PAYS_AFTER_A_TIME_OUT("7011", "1037"),
  REFUSED("7012", "0");

  private static final Map<String, Phone> BY_DIGITS =
      Arrays.stream(values()).collect(Collectors.toMap(phone -> phone.digits, Function.identity()));

  private final String digits;
  private final String result;

  Phone(String digits, String result) {
    this.digits = digits;
    this.result = result;
  }

  static Phone of(String msisdn) {
    return BY_DIGITS.getOrDefault(
        msisdn.length() < 4 ? "" : msisdn.substring(msisdn.length() - 4), PAYS);
  }

  /** What M-Pesa says when it has come to an end, for the first time. */
  String result() {
    return result;
  }

  boolean isPaid() {
    return result.equals("0");
  }
}
