package io.holdfast.api.query;

import io.holdfast.api.rail.RailState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wallet that lets somebody in, and how the networks that it is on are reached from here. Put
 * together at the door from the person, the rails, and what the rails' nodes say.
 *
 * @param kind a {@link io.holdfast.api.wallet.WalletKind}
 * @param networks one for each rail that can see it; none where there is no rail of its network
 */
public record WalletView(String walletId, String kind, String address, List<WalletNetwork> networks)
    implements View {
  public WalletView {
    networks = List.copyOf(networks);
  }

  /**
   * A wallet on one network.
   *
   * @param state how the rail is doing; null before it ever told
   * @param lastBlock the height of the network's last block, as the rail told last; null before
   * @param balance what the network's node says
   */
  public record WalletNetwork(
      String rail,
      @Nullable String chain,
      @Nullable RailState state,
      @Nullable Long lastBlock,
      WalletBalance balance) {}

  /**
   * What the wallet holds of the network's own asset, in its smallest unit.
   *
   * @param amount what was told last, whenever that was; null where it never was
   * @param height of the last block that counts in the amount
   * @param readAtMillis when the amount was told
   */
  public record WalletBalance(
      BalanceState state,
      String asset,
      int scale,
      @Nullable String amount,
      @Nullable Long height,
      @Nullable Long readAtMillis) {}

  @Override
  public String key() {
    return walletId;
  }

  /** No event changes it: chains do. */
  @Override
  public long logIndex() {
    return 0;
  }
}
