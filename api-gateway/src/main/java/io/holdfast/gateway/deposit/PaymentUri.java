package io.holdfast.gateway.deposit;

import io.holdfast.api.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a wallet reads from a QR code: address and amount in one text. */
final class PaymentUri {
  private static final String EIP_681 = "ethereum:";

  private PaymentUri() {}

  /**
   * BIP-21: {@code bitcoin:address?amount=…}, the amount in whole units as an exact decimal; other
   * rails are written alike under their own name. An address that is a link by itself (EIP-681,
   * {@code ethereum:…}) stays as it is, with the amount in minor units as its {@code value}.
   */
  static String of(String rail, String address, @Nullable Money amount) {
    boolean isLink = address.startsWith(EIP_681);
    String uri = isLink ? address : rail + ":" + address;
    if (amount == null) {
      return uri;
    }
    return isLink ? uri + "&value=" + amount.digits() : uri + "?amount=" + wholeUnits(amount);
  }

  private static String wholeUnits(Money amount) {
    return new BigDecimal(amount.minor(), amount.asset().scale())
        .stripTrailingZeros()
        .toPlainString();
  }
}
