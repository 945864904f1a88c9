package io.holdfast.api.money;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The assets this ledger knows, in the order of configuration. Immutable. */
public final class Assets {
  private final Map<String, Asset> byCode = new LinkedHashMap<>();

  public Assets(Collection<Asset> assets) {
    for (Asset asset : assets) {
      if (byCode.put(asset.code(), asset) != null) {
        throw new IllegalArgumentException("asset " + asset.code() + " is configured twice");
      }
    }
  }

  /**
   * @throws Rejection UNKNOWN_ASSET
   */
  public Asset require(@Nullable String code) {
    Asset asset = code == null ? null : byCode.get(code);
    if (asset == null) {
      throw new Rejection(
          ErrorCode.UNKNOWN_ASSET, "This ledger keeps no such asset. GET /api/assets lists them.");
    }
    return asset;
  }

  public List<Asset> all() {
    return List.copyOf(byCode.values());
  }
}
