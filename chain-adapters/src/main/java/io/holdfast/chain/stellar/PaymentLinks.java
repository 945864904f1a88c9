package io.holdfast.chain.stellar;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links that Stellar wallets open (SEP-7, {@code web+stellar:pay}). They name the account and, as
 * its memo, the request's number: what every wallet can pay, where a muxed address is beyond some.
 * Both mean the same payment. A token that is no classic asset cannot be named in such a link.
 *
 * <p>Source: SEP-0007, version 2.1.0, operation {@code pay}.
 */
final class PaymentLinks {
  private final Tokens tokens;

  PaymentLinks(Tokens tokens) {
    this.tokens = tokens;
  }

  Optional<String> of(String address, Asset asset, @Nullable Money expected) {
    return tokens
        .find(asset.code())
        .flatMap(Token::classic)
        .filter(_ -> StrKey.decode(address) instanceof ScAddress.Muxed)
        .map(classic -> link((ScAddress.Muxed) StrKey.decode(address), classic, asset, expected));
  }

  private static String link(
      ScAddress.Muxed address, ClassicAsset classic, Asset asset, @Nullable Money expected) {
    StringBuilder link = new StringBuilder("web+stellar:pay?destination=");
    link.append(StrKey.encode(new ScAddress.Account(address.key())));
    if (expected != null) {
      link.append("&amount=").append(wholeUnits(expected, asset));
    }
    if (classic instanceof ClassicAsset.Issued(String code, ScAddress.Account issuer)) {
      link.append("&asset_code=").append(code);
      link.append("&asset_issuer=").append(StrKey.encode(issuer));
    }
    link.append("&memo=").append(Long.toUnsignedString(address.id()));
    return link.append("&memo_type=MEMO_ID").toString();
  }

  private static String wholeUnits(Money amount, Asset asset) {
    return new BigDecimal(amount.minor(), asset.scale()).stripTrailingZeros().toPlainString();
  }
}
