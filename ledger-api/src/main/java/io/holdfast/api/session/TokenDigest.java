package io.holdfast.api.session;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;

/**
 * What the ledger knows of a refresh token: its SHA-256, in 64 hex digits. The token is 256 bits by
 * chance, so the digest tells nothing of it, and neither does the time that comparing digests
 * takes.
 */
public record TokenDigest(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public TokenDigest {
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "This is no digest of a token.");
    }
  }
}
