package io.holdfast.gateway.deposit;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.DepositRequestView;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What a wallet reads from a QR code: address and amount in one text. */
final class PaymentUri {
  private static final String EIP_681 = "ethereum:";

  private PaymentUri() {}

  /**
   * BIP-21: {@code bitcoin:address?amount=…}, the amount in whole units as an exact decimal; other
   * rails are written alike under their own name. An address that is a link by itself (EIP-681,
   * {@code ethereum:…}) stays as it is, with the amount in minor units as its {@code value}.
   */
  static String of(DepositRequestView request, Asset asset) {
    boolean isLink = request.address().startsWith(EIP_681);
    String uri = isLink ? request.address() : request.rail() + ":" + request.address();
    if (request.expected() == null) {
      return uri;
    }
    return isLink
        ? uri + "&value=" + request.expected()
        : uri + "?amount=" + wholeUnits(request.expected(), asset);
  }

  private static String wholeUnits(String minorUnits, Asset asset) {
    return new BigDecimal(new BigInteger(minorUnits), asset.scale())
        .stripTrailingZeros()
        .toPlainString();
  }
}
