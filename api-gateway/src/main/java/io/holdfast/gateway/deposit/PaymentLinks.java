package io.holdfast.gateway.deposit;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.rail.Rails;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The links that wallets open to pay requests. Where an amount was agreed, a link asks for what is
 * still missing of it; once nothing is, for the whole again.
 */
@Component
public class PaymentLinks {
  private final Assets assets;
  private final Rails rails;

  PaymentLinks(Assets assets, Rails rails) {
    this.assets = assets;
    this.rails = rails;
  }

  public String of(DepositRequestView request) {
    Asset asset = assets.require(request.asset());
    Money missing = missing(request, asset);
    return rails
        .require(request.rail())
        .paymentLink(request.address(), asset, missing)
        .orElseGet(() -> PaymentUri.of(request.rail(), request.address(), missing));
  }

  private static @Nullable Money missing(DepositRequestView request, Asset asset) {
    if (request.expected() == null) {
      return null;
    }
    BigInteger expected = new BigInteger(request.expected());
    BigInteger missing = expected.subtract(new BigInteger(request.received()));
    return new Money(asset, missing.signum() > 0 ? missing : expected);
  }
}
