package io.holdfast.gateway;

import io.holdfast.api.query.BalanceState;
import io.holdfast.api.query.FindNativeBalances;
import io.holdfast.api.query.NativeBalance;
import io.holdfast.api.query.NativeBalances;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** What a chain says, as a test has it; of other wallets it sees none. */
public final class FakeBalances {
  private final Map<String, NativeBalance> told = new ConcurrentHashMap<>();

  /** From now on this is what is known of the wallet on the only rail there is. */
  public void tell(String wallet, BalanceState state, @Nullable String amount) {
    boolean known = amount != null;
    told.put(
        wallet,
        new NativeBalance(
            wallet,
            "bitcoin",
            "regtest",
            "BTC",
            8,
            state,
            amount,
            known ? 7L : null,
            known ? 1_000L : null));
  }

  @QueryHandler
  NativeBalances find(FindNativeBalances query) {
    return new NativeBalances(
        query.wallets().stream().flatMap(wallet -> Stream.ofNullable(told.get(wallet))).toList(),
        1);
  }
}
