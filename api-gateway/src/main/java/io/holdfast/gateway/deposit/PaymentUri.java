package io.holdfast.gateway.deposit;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.DepositRequestView;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What a wallet reads from a QR code: address and amount in one text. */
final class PaymentUri {
  private PaymentUri() {}

  /**
   * BIP-21: {@code bitcoin:address?amount=…}, the amount in whole units as an exact decimal; other
   * rails are written alike under their own name.
   */
  static String of(DepositRequestView request, Asset asset) {
    String uri = request.rail() + ":" + request.address();
    return request.expected() == null
        ? uri
        : uri + "?amount=" + wholeUnits(request.expected(), asset);
  }

  private static String wholeUnits(String minorUnits, Asset asset) {
    return new BigDecimal(new BigInteger(minorUnits), asset.scale())
        .stripTrailingZeros()
        .toPlainString();
  }
}
