package io.holdfast.chain.port;

import java.util.List;

/** What a rail's own facts say, of each of its assets that is compared. */
public record AllOwnFacts(List<OwnFacts> assets) {
  public AllOwnFacts {
    assets = List.copyOf(assets);
  }
}
