package io.holdfast.gateway.order;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.gateway.bus.Fields;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an order is to be paid, and in what. Who names an asset as the way of paying pays on its
 * chain.
 */
record PaymentWish(PaymentMode mode, Asset asset) {
  /**
   * @param payment a {@link PaymentMode}, or an asset's code; in any case of letters
   * @param asset may be left out where the way of paying names it
   * @throws Rejection MALFORMED_REQUEST, UNKNOWN_ASSET
   */
  static PaymentWish of(@Nullable String payment, @Nullable String asset, Assets assets) {
    if (payment == null || isMode(payment)) {
      return new PaymentWish(
          Fields.choice(PaymentMode.class, payment, "The way of paying"), assets.require(asset));
    }
    Asset paid = assets.require(payment.toUpperCase(Locale.ROOT));
    if (asset != null && !asset.equals(paid.code())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "The price is in the asset in which it is paid.");
    }
    return new PaymentWish(PaymentMode.CHAIN, paid);
  }

  /**
   * For what has its own asset, which is not known here. The asset is null but where the way of
   * paying names it.
   */
  static Unpriced ofUnpriced(@Nullable String payment, Assets assets) {
    if (payment == null || isMode(payment)) {
      return new Unpriced(Fields.choice(PaymentMode.class, payment, "The way of paying"), null);
    }
    PaymentWish wish = of(payment, null, assets);
    return new Unpriced(wish.mode(), wish.asset());
  }

  /** How something is to be paid whose price is not known yet. */
  record Unpriced(PaymentMode mode, @Nullable Asset asset) {}

  private static boolean isMode(String payment) {
    return Arrays.stream(PaymentMode.values())
        .anyMatch(mode -> mode.name().equalsIgnoreCase(payment));
  }
}
