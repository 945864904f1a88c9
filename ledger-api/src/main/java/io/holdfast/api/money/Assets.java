package io.holdfast.api.money;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The assets this ledger knows, in the order in which they were given. Immutable. */
public final class Assets {
  private final Map<String, Asset> byCode = new LinkedHashMap<>();
  private final Set<String> off;

  public Assets(Collection<Asset> assets) {
    this(assets, Set.of());
  }

  /**
   * @param off codes of those that are configured and switched off: no assets of this ledger
   */
  public Assets(Collection<Asset> assets, Set<String> off) {
    this.off = Set.copyOf(off);
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

  /** Whether settings name it, on or off: what else they say of it is no mistake. */
  public boolean isConfigured(String code) {
    return byCode.containsKey(code) || off.contains(code);
  }

  public List<Asset> all() {
    return List.copyOf(byCode.values());
  }
}
