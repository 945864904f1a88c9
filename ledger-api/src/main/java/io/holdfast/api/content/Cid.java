package io.holdfast.api.content;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names content by a digest of its bytes (multiformats' CID): version 0, {@code Qm…} in base58, or
 * version 1 in lower-case base32, {@code b…}. Only the form is checked: that there is such content
 * is known to who keeps it.
 */
public record Cid(String value) {
  private static final Pattern FORM =
      Pattern.compile("Qm[1-9A-HJ-NP-Za-km-z]{44}|b[a-z2-7]{58,112}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Cid {
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A content id is a CID: version 0, or version 1 in lower-case base32.");
    }
  }

  /** As events carry it. */
  public static @Nullable String text(@Nullable Cid cid) {
    return cid == null ? null : cid.value;
  }

  @Override
  public String toString() {
    return value;
  }
}
