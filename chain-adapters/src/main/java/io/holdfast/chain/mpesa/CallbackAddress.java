package io.holdfast.chain.mpesa;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.mpesa.MobilePaymentId;
import java.net.URI;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** Where M-Pesa tells what came of a payment: a secret, then the payment. Shows no secret. */
final class CallbackAddress {
  private static final String PATH = "/api/mpesa/callback/";

  private final Supplier<URI> door;
  private final String secret;

  /**
   * @param door of this program, as M-Pesa reaches it; known when it is open
   */
  CallbackAddress(Supplier<URI> door, String secret) {
    this.door = door;
    this.secret = secret;
  }

  URI of(MobilePaymentId id) {
    return door.get().resolve(PATH + secret + "/" + id.rest());
  }

  /** Takes the same time wherever the first wrong character is. */
  boolean isSecret(String given) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), secret.getBytes(UTF_8));
  }
}
