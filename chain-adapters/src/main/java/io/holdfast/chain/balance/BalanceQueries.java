package io.holdfast.chain.balance;

import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.api.query.FindNativeBalances;
import io.holdfast.api.query.NativeBalance;
import io.holdfast.api.query.NativeBalances;
import io.holdfast.api.user.WalletId;
import io.holdfast.chain.balance.Reading.Last;
import io.holdfast.chain.port.BalanceSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Tells what wallets hold on the chains that our rails reach. Thread-safe. */
public final class BalanceQueries implements AutoCloseable {
  private final List<KeptBalances> rails;
  private final Duration patience;
  private final Ticker ticker;

  /**
   * @param patience after which a node that has not answered is not waited for; it is asked on
   */
  public BalanceQueries(
      List<BalanceSource> sources, Duration patience, Clock clock, Ticker ticker) {
    this.rails = sources.stream().map(each -> new KeptBalances(each, clock, ticker)).toList();
    this.patience = patience;
    this.ticker = ticker;
  }

  private record Asked(WalletId wallet, BalanceSource source, CompletableFuture<Reading> reading) {}

  @QueryHandler
  public CompletableFuture<NativeBalances> find(FindNativeBalances query) {
    List<Asked> asked =
        query.wallets().stream().map(WalletId::new).flatMap(this::askedFor).toList();
    return CompletableFuture.allOf(
            asked.stream().map(Asked::reading).toArray(CompletableFuture[]::new))
        .thenApply(_ -> answer(asked));
  }

  private Stream<Asked> askedFor(WalletId wallet) {
    return rails.stream()
        .filter(rail -> rail.source().kind() == wallet.kind())
        .filter(rail -> rail.source().isOnChain(wallet.address()))
        .map(rail -> new Asked(wallet, rail.source(), reading(rail, wallet.address())));
  }

  private CompletableFuture<Reading> reading(KeptBalances rail, String address) {
    CompletableFuture<Reading> whole = rail.of(address);
    return whole.isDone()
        ? whole
        : whole.completeOnTimeout(rail.asking(address), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private NativeBalances answer(List<Asked> asked) {
    long now = ticker.read();
    long leftNanos =
        asked.stream()
            .mapToLong(each -> Math.max(0, each.reading().join().freshUntilNanos() - now))
            .min()
            .orElse(KeptBalances.FRESH.toNanos());
    return new NativeBalances(
        asked.stream().map(BalanceQueries::balance).toList(),
        TimeUnit.NANOSECONDS.toMillis(leftNanos));
  }

  private static NativeBalance balance(Asked asked) {
    BalanceSource source = asked.source();
    Reading reading = asked.reading().join();
    @Nullable Last last = reading.last();
    return new NativeBalance(
        asked.wallet().value(),
        source.asset().rail(),
        source.chain().orElse(null),
        source.asset().code(),
        source.asset().scale(),
        reading.state(),
        last == null ? null : last.told().amount().toString(),
        last == null ? null : (Long) last.told().height(),
        last == null ? null : (Long) last.readAtMillis());
  }

  @Override
  public void close() {
    rails.forEach(KeptBalances::close);
  }
}
