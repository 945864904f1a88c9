package io.holdfast.gateway.integration;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.LedgerTotals.Total;
import io.holdfast.api.query.RailFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is owed in one asset, against what is there. Minor units, as decimal digits with a sign.
 *
 * @param liabilities what the accounts have, posted
 * @param held of these, what withdrawals under way have set aside
 * @param received what came in over the rail less what went out, by the ledger: the world's balance
 *     turned round
 * @param feesKept what is ours of it
 * @param shortfall what reorganisations took back too late; negative where it is open
 * @param minted what we had made on the chain, as far as that is final
 * @param onChain what the rail says it holds, or null where it does not know
 * @param surplus onChain less liabilities; what is on its way in or out stands in it for a while
 */
record AssetPosition(
    String asset,
    int scale,
    String rail,
    String liabilities,
    String held,
    String received,
    String feesKept,
    String shortfall,
    String minted,
    @Schema(nullable = true) @Nullable String onChain,
    @Schema(nullable = true) @Nullable String surplus) {

  static AssetPosition of(Asset asset, LedgerTotals ledger, RailFigures rails) {
    List<Total> totals =
        ledger.totals().stream().filter(each -> each.asset().equals(asset.code())).toList();
    BigInteger liabilities = posted(totals, LedgerTotals.ACCOUNTS);
    @Nullable BigInteger onChain = onChain(asset, rails);
    return new AssetPosition(
        asset.code(),
        asset.scale(),
        asset.rail(),
        liabilities.toString(),
        held(totals).toString(),
        posted(totals, AccountId.world(asset.rail()).value()).negate().toString(),
        posted(totals, AccountId.fees(asset.rail()).value()).toString(),
        posted(totals, AccountId.shortfall(asset.rail()).value()).toString(),
        posted(totals, LedgerTotals.MINTED).toString(),
        onChain == null ? null : onChain.toString(),
        onChain == null ? null : onChain.subtract(liabilities).toString());
  }

  private static BigInteger posted(List<Total> totals, String of) {
    return totals.stream()
        .filter(total -> total.of().equals(of))
        .map(total -> new BigInteger(total.posted()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger held(List<Total> totals) {
    return totals.stream()
        .map(total -> new BigInteger(total.held()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static @Nullable BigInteger onChain(Asset asset, RailFigures rails) {
    return rails.rails().stream()
        .filter(rail -> rail.rail().equals(asset.rail()))
        .flatMap(rail -> rail.holdings().stream())
        .filter(holding -> holding.asset().equals(asset.code()))
        .map(holding -> new BigInteger(holding.amount()))
        .reduce(BigInteger::add)
        .orElse(null);
  }
}
