package io.holdfast.gateway.idempotency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The client's name for one wish, from the header {@value #HEADER}. */
public final class IdempotencyKey {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private IdempotencyKey() {}

  /**
   * @throws Rejection MALFORMED_REQUEST where the header is there and is no key
   */
  public static Optional<String> of(ServerHttpRequest request) {
    String value = request.getHeaders().getFirst(HEADER);
    if (value == null) {
      return Optional.empty();
    }
    if (!VALID.matcher(value).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, HEADER + " has 1 to 128 printable ASCII characters.");
    }
    return Optional.of(value);
  }
}
