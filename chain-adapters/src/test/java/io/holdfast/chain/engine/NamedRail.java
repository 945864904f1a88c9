package io.holdfast.chain.engine;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.rail.Rail;
import java.util.List;

/** The made-up rail, by its name only. */
record NamedRail() implements Rail {
  @Override
  public String id() {
    return MadeUpFacts.RAIL;
  }

  @Override
  public String depositAddress(DepositRequestId requestId) {
    return "";
  }

  @Override
  public String requireDestination(String address) {
    return address;
  }

  @Override
  public List<String> contracts() {
    return List.of("one", "silent");
  }

  @Override
  public int creditDepthBlocks() {
    return 1;
  }

  @Override
  public int finalityDepthBlocks() {
    return 4;
  }
}
