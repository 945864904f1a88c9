package io.holdfast.command;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import java.util.List;
import java.util.Locale;

/**
 * Two rails, {@code bitcoin} and {@code elsewhere}, which is not compared with its chain. Both take
 * every address beginning with "bc1", in either case.
 */
public record TestRails(int creditDepthBlocks, int finalityDepthBlocks) {
  public Rails all() {
    return new Rails(
        List.of(
            new Bitcoin("bitcoin", true, creditDepthBlocks, finalityDepthBlocks),
            new Bitcoin("elsewhere", false, creditDepthBlocks, finalityDepthBlocks)));
  }

  private record Bitcoin(
      String id, boolean compared, int creditDepthBlocks, int finalityDepthBlocks) implements Rail {
    @Override
    public String depositAddress(DepositRequestId requestId) {
      return "bc1-of-" + requestId.value();
    }

    @Override
    public boolean isCompared(Asset asset) {
      return compared;
    }

    @Override
    public boolean holdsOrders(Asset asset) {
      return compared;
    }

    @Override
    public boolean mints(Asset asset) {
      return true;
    }

    @Override
    public String requireDestination(String address) {
      String canonical = address.toLowerCase(Locale.ROOT);
      if (!canonical.startsWith("bc1")) {
        throw new Rejection(ErrorCode.ADDRESS_MALFORMED, "That is not a bitcoin address.");
      }
      return canonical;
    }
  }
}
