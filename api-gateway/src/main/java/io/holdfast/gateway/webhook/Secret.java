package io.holdfast.gateway.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only the receiver and we know, in the form of Standard Webhooks: {@code whsec_} and 32 bytes
 * in base64. Its text form shows nothing of it.
 */
record Secret(String value) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  static Secret by(SecureRandom chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * HMAC-SHA-256 over id, time and body, as {@code v1,<base64>}.
   *
   * @param timestamp of the attempt, in seconds since 1970
   */
  String sign(String id, long timestamp, String body) {
    try {
      return new Webhook(value).sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
