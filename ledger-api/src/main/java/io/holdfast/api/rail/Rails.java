package io.holdfast.api.rail;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rails that are configured. Immutable. */
public final class Rails {
  private final Map<String, Rail> byId = new TreeMap<>();

  public Rails(Collection<? extends Rail> rails) {
    for (Rail rail : rails) {
      if (byId.put(rail.id(), rail) != null) {
        throw new IllegalArgumentException("rail " + rail.id() + " is configured twice");
      }
    }
  }

  /**
   * @throws Rejection UNKNOWN_RAIL
   */
  public Rail require(@Nullable String id) {
    Rail rail = id == null ? null : byId.get(id);
    if (rail == null) {
      throw new Rejection(
          ErrorCode.UNKNOWN_RAIL, "There is no such rail. GET /api/rails lists them.");
    }
    return rail;
  }

  /** Whether the asset's rail is here and may have more of it made on its chain. */
  public boolean mints(Asset asset) {
    Rail rail = byId.get(asset.rail());
    return rail != null && rail.mints(asset);
  }

  /** Whether the asset's rail is here and has a contract that holds orders in it. */
  public boolean holdsOrders(Asset asset) {
    Rail rail = byId.get(asset.rail());
    return rail != null && rail.holdsOrders(asset);
  }

  public List<Rail> all() {
    return List.copyOf(byId.values());
  }
}
