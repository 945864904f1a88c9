package io.holdfast.gateway.rail;

import io.holdfast.api.money.Asset;
import org.jspecify.annotations.Nullable;

/** An asset, and on what terms it goes out. */
record AssetView(String code, int scale, String rail, @Nullable WithdrawalTerms withdrawal) {
  static AssetView of(Asset asset, PolicySettings policy) {
    return new AssetView(asset.code(), asset.scale(), asset.rail(), policy.termsOf(asset.code()));
  }
}
