package io.holdfast.api.mpesa;

/**
 * Somebody says, at the address that was given to M-Pesa, what came of a payment. Answered by the
 * rail: quietly for what it took or has already, with NOT_FOUND for all else, whatever is wrong
 * with it.
 *
 * @param secret the part of the address that nobody else knows
 * @param source the address of the network that it comes from
 * @param payment the part of the address that names our intent
 * @param body as it came
 */
public record TakeMobileCallback(String secret, String source, String payment, String body) {
  /** The most characters that M-Pesa's own need, many times over. */
  public static final int MOST_BYTES = 16 * 1024;

  /** Shows neither the secret nor what is said of a person. */
  @Override
  public String toString() {
    return "TakeMobileCallback[" + payment + "]";
  }
}
