package io.holdfast.gateway.rail;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.WithdrawalPolicies;
import io.holdfast.api.rail.Rails;
import org.jspecify.annotations.Nullable;

/**
 * An asset, and on what terms it goes out.
 *
 * @param mintable whether staff may have more of it made ({@code POST /api/mints})
 * @param holdsOrders whether a contract of ours on its chain holds orders in it
 */
record AssetView(
    String code,
    int scale,
    String rail,
    boolean mintable,
    boolean holdsOrders,
    @Nullable WithdrawalTerms withdrawal) {
  /** What was set while the ledger ran counts before what is configured. */
  static AssetView of(Asset asset, Rails rails, PolicySettings configured, WithdrawalPolicies set) {
    @Nullable WithdrawalTerms terms =
        set.policies().stream()
            .filter(each -> each.asset().equals(asset.code()))
            .map(WithdrawalTerms::of)
            .findAny()
            .orElse(configured.termsOf(asset.code()));
    return new AssetView(
        asset.code(),
        asset.scale(),
        asset.rail(),
        rails.mints(asset),
        rails.holdsOrders(asset),
        terms);
  }
}
