package io.holdfast.chain.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentLinksTest {
  private static final String ACCOUNT = StrKey.encode(Genesis.FAUCET_ACCOUNT);
  private static final String MUXED =
      StrKey.encode(new ScAddress.Muxed(Genesis.FAUCET_ACCOUNT.key(), 1_234_567_890_123_456L));
  private static final String MEMO = "&memo=1234567890123456&memo_type=MEMO_ID";
  private static final Asset XLM = new Asset("XLM", 7, "stellar");

  private final PaymentLinks links =
      new PaymentLinks(
          new Tokens(
              Genesis.NETWORK,
              Map.of(
                  "XLM",
                  "native",
                  "USDC",
                  Genesis.USDC.text(),
                  "TOK",
                  StrKey.encode(new ScAddress.Contract(Genesis.NETWORK.id())))));

  @Test
  void lumensOfAnyAmountNameAccountAndMemo() {
    assertThat(links.of(MUXED, XLM, null))
        .contains("web+stellar:pay?destination=" + ACCOUNT + MEMO);
  }

  @Test
  void theAmountIsInWholeUnitsAndExact() {
    assertThat(links.of(MUXED, XLM, Money.of(XLM, 1)))
        .contains("web+stellar:pay?destination=" + ACCOUNT + "&amount=0.0000001" + MEMO);
    assertThat(links.of(MUXED, XLM, Money.of(XLM, 10_000_000_000L)))
        .contains("web+stellar:pay?destination=" + ACCOUNT + "&amount=1000" + MEMO);
  }

  @Test
  void anIssuedAssetIsNamedByCodeAndIssuer() {
    Asset usdc = new Asset("USDC", 7, "stellar");
    assertThat(links.of(MUXED, usdc, Money.of(usdc, 25_000_000)))
        .contains(
            "web+stellar:pay?destination="
                + ACCOUNT
                + "&amount=2.5&asset_code=USDC&asset_issuer="
                + Genesis.USDC.text().substring("USDC:".length())
                + MEMO);
  }

  @Test
  void aTokenOfAContractAloneHasNoLink() {
    assertThat(links.of(MUXED, new Asset("TOK", 7, "stellar"), null)).isEmpty();
  }
}
