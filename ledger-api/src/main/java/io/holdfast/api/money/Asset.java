package io.holdfast.api.money;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;

/**
 * Something of which the ledger keeps balances.
 *
 * @param code short upper-case name, unique in this ledger, for example {@code BTC}
 * @param scale decimal places of the whole unit: one BTC is 10<sup>8</sup> of its minor unit
 * @param rail the rail on which it comes in and goes out
 */
public record Asset(String code, int scale, String rail) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");
  private static final int MAX_SCALE = 38;

  public Asset {
    if (!CODE.matcher(code).matches()) {
      throw new Rejection(
          ErrorCode.UNKNOWN_ASSET, "An asset's code is 2 to 12 upper-case letters and digits.");
    }
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("scale of " + code + " must be 0 to " + MAX_SCALE);
    }
  }
}
