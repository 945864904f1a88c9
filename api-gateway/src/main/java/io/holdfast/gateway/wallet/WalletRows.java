package io.holdfast.gateway.wallet;

import io.holdfast.api.query.NativeBalance;
import io.holdfast.api.query.NativeBalances;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.WalletView;
import io.holdfast.api.query.WalletView.WalletBalance;
import io.holdfast.api.query.WalletView.WalletNetwork;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.user.WalletId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wallets as they are shown. Pure. */
final class WalletRows {
  private WalletRows() {}

  /** In the order of the wallets. */
  static List<WalletView> of(
      List<String> wallets, Map<String, RailView> rails, NativeBalances told) {
    return wallets.stream().map(WalletId::new).map(wallet -> row(wallet, rails, told)).toList();
  }

  private static WalletView row(WalletId wallet, Map<String, RailView> rails, NativeBalances told) {
    return new WalletView(
        wallet.value(),
        wallet.kind().name(),
        wallet.address(),
        told.balances().stream()
            .filter(balance -> balance.wallet().equals(wallet.value()))
            .map(balance -> network(balance, rails.get(balance.rail())))
            .toList());
  }

  private static WalletNetwork network(NativeBalance balance, @Nullable RailView rail) {
    return new WalletNetwork(
        balance.rail(),
        balance.chain(),
        rail == null ? null : RailState.valueOf(rail.state()),
        rail == null ? null : (Long) rail.headHeight(),
        new WalletBalance(
            balance.state(),
            balance.asset(),
            balance.scale(),
            balance.amount(),
            balance.height(),
            balance.readAtMillis()));
  }
}
