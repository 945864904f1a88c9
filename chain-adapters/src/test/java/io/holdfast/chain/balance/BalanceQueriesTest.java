package io.holdfast.chain.balance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.BalanceState;
import io.holdfast.api.query.FindNativeBalances;
import io.holdfast.api.query.NativeBalance;
import io.holdfast.api.query.NativeBalances;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.port.BalanceSource.Told;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A balance is asked for once a minute, whoever looks, and never waited for long. */
class BalanceQueriesTest {
  private static final String WALLET = "wallet:evm:0x71C7656EC7ab88b098defB751B7401B5f6d8976F";
  private static final String OTHER = "wallet:evm:0x52908400098527886E0F7030069857D2E4169EE7";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration PATIENT = Duration.ofSeconds(60);
  private static final Duration IMPATIENT = Duration.ofMillis(20);

  private final AtomicLong nanos = new AtomicLong();
  private final List<BalanceQueries> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(BalanceQueries::close);
  }

  @Test
  void tellsWhatTheNodeSaysAndWhenAndAtWhichBlock() {
    BalanceQueries queries = over(node(_ -> known(12_345, 42)));

    NativeBalances told = ask(queries, WALLET);

    assertThat(told.balances())
        .containsExactly(
            new NativeBalance(
                WALLET,
                "polkadot-evm",
                "1284",
                "DOT",
                18,
                BalanceState.KNOWN,
                "12345",
                42L,
                NOW.toEpochMilli()));
    assertThat(told.askAgainMillis()).isEqualTo(60_000);
  }

  @Test
  void asksTheNodeOnceInSixtySecondsHoweverManyLookAndAgainAfterThem() {
    MadeUp node = node(_ -> known(1, 1));
    BalanceQueries queries = over(node);

    IntStream.range(0, 100).forEach(_ -> ask(queries, WALLET));
    assertThat(node.asked).hasValue(1);

    pass(Duration.ofMillis(59_999));
    assertThat(ask(queries, WALLET).askAgainMillis()).isEqualTo(1);
    assertThat(node.asked).hasValue(1);

    pass(Duration.ofMillis(1));
    ask(queries, WALLET);
    assertThat(node.asked).hasValue(2);
  }

  @Test
  void asksForEachWalletByItself() {
    MadeUp node = node(address -> known(address.endsWith("E7") ? 7 : 6, 1));

    assertThat(ask(over(node), WALLET, OTHER).balances())
        .extracting(NativeBalance::wallet, NativeBalance::amount)
        .containsExactly(tuple(WALLET, "6"), tuple(OTHER, "7"));
    assertThat(node.asked).hasValue(2);
  }

  @Test
  void asksEveryRailThatCanSeeAWalletAndNoOther() {
    BalanceQueries queries =
        over(
            node(_ -> known(1, 1)),
            new MadeUp("second-evm", WalletKind.EVM, true, _ -> known(2, 2)),
            new MadeUp("elsewhere", WalletKind.EVM, false, _ -> known(3, 3)),
            new MadeUp("stellar", WalletKind.STELLAR, true, _ -> known(4, 4)));

    assertThat(ask(queries, WALLET).balances())
        .extracting(NativeBalance::rail)
        .containsExactly("polkadot-evm", "second-evm");
  }

  @Test
  void hasNothingToTellOfAWalletThatNoRailCanSee() {
    NativeBalances told =
        ask(over(node(_ -> known(1, 1))), "wallet:solana:11111111111111111111111111111111");

    assertThat(told.balances()).isEmpty();
    assertThat(told.askAgainMillis()).isEqualTo(60_000);
  }

  @Test
  void saysWhereTheChainHasNoSuchAccountYet() {
    NativeBalance told = one(ask(over(node(_ -> Optional.of(Told.nothing(9)))), WALLET));

    assertThat(told.state()).isEqualTo(BalanceState.NO_ACCOUNT);
    assertThat(told.amount()).isEqualTo("0");
    assertThat(told.height()).isEqualTo(9);
  }

  static Stream<Object[]> failures() {
    return Stream.of(
        new Object[] {new NodeUnreachable("away"), BalanceState.NODE_AWAY},
        new Object[] {new NodeAnsweredRubbish("rubbish"), BalanceState.NODE_AWAY},
        new Object[] {new NodeTimedOut("too slow"), BalanceState.TOO_SLOW},
        new Object[] {new RpcError(-32_000, "no"), BalanceState.NOT_TOLD});
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhyNothingIsKnownAndLeavesTheNodeAloneForAsLong(
      NodeFailure failure, BalanceState state) {
    MadeUp node =
        node(
            _ -> {
              throw failure;
            });
    BalanceQueries queries = over(node);

    NativeBalance told = one(ask(queries, WALLET));
    ask(queries, WALLET);

    assertThat(told.state()).isEqualTo(state);
    assertThat(told.amount()).isNull();
    assertThat(told.height()).isNull();
    assertThat(told.readAtMillis()).isNull();
    assertThat(node.asked).hasValue(1);
  }

  @Test
  void saysWhereTheNodeCannotTellAtABearablePrice() {
    assertThat(one(ask(over(node(_ -> Optional.empty())), WALLET)).state())
        .isEqualTo(BalanceState.NOT_TOLD);
  }

  @Test
  void keepsTheLastAmountWithItsBlockWhileTheNodeIsAwayAndForgetsItAfterAnHour() {
    AtomicInteger turn = new AtomicInteger();
    BalanceQueries queries =
        over(
            node(
                _ -> {
                  if (turn.getAndIncrement() > 0) {
                    throw new NodeUnreachable("away");
                  }
                  return known(5, 3);
                }));
    ask(queries, WALLET);

    pass(Duration.ofSeconds(61));
    NativeBalance away = one(ask(queries, WALLET));
    assertThat(away.state()).isEqualTo(BalanceState.NODE_AWAY);
    assertThat(away.amount()).isEqualTo("5");
    assertThat(away.height()).isEqualTo(3);
    assertThat(away.readAtMillis()).isEqualTo(NOW.toEpochMilli());

    pass(Duration.ofHours(1));
    assertThat(one(ask(queries, WALLET)).amount()).isNull();
  }

  @Test
  void waitsNotLongForANodeThatHangsAndAsksItOnlyOnceMeanwhile() {
    CountDownLatch answer = new CountDownLatch(1);
    MadeUp node =
        node(
            _ -> {
              hang(answer);
              return known(5, 3);
            });
    BalanceQueries queries = over(IMPATIENT, node);

    NativeBalances told = ask(queries, WALLET);
    assertThat(one(told).state()).isEqualTo(BalanceState.ASKING);
    assertThat(told.askAgainMillis()).isZero();
    IntStream.range(0, 20).forEach(_ -> ask(queries, WALLET));
    assertThat(node.asked).hasValue(1);

    answer.countDown();
    await()
        .atMost(60, SECONDS)
        .until(() -> one(ask(queries, WALLET)).state() == BalanceState.KNOWN);
    assertThat(node.asked).hasValue(1);
  }

  @Test
  void answersAtOnceWhereTooManyWaitForANodeThatHangs() {
    CountDownLatch answer = new CountDownLatch(1);
    MadeUp node =
        node(
            _ -> {
              hang(answer);
              return known(1, 1);
            });
    BalanceQueries queries = over(PATIENT, node);
    List<CompletableFuture<NativeBalances>> waiting =
        IntStream.range(0, 504).mapToObj(i -> queries.find(wish(made(i)))).toList();

    NativeBalances refused = queries.find(wish(made(504))).getNow(null);

    assertThat(one(refused).state()).isEqualTo(BalanceState.ASKING);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    answer.countDown();
    assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENT));
    assertThat(one(ask(queries, made(504))).state()).isEqualTo(BalanceState.KNOWN);
  }

  private static String made(int number) {
    return "wallet:evm:0x%040x".formatted(number);
  }

  private static void hang(CountDownLatch answer) {
    try {
      assertThat(answer.await(60, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new NodeUnreachable("interrupted", e);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Optional<Told> known(long amount, long height) {
    return Optional.of(Told.of(BigInteger.valueOf(amount), height));
  }

  private static MadeUp node(Function<String, Optional<Told>> answer) {
    return new MadeUp("polkadot-evm", WalletKind.EVM, true, answer);
  }

  private BalanceQueries over(BalanceSource... sources) {
    return over(PATIENT, sources);
  }

  private BalanceQueries over(Duration patience, BalanceSource... sources) {
    BalanceQueries queries =
        new BalanceQueries(
            List.of(sources), patience, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
    open.add(queries);
    return queries;
  }

  private static NativeBalances ask(BalanceQueries queries, String... wallets) {
    return queries.find(wish(wallets)).orTimeout(60, SECONDS).join();
  }

  private static FindNativeBalances wish(String... wallets) {
    return new FindNativeBalances(List.of(wallets));
  }

  private static NativeBalance one(NativeBalances told) {
    assertThat(told.balances()).hasSize(1);
    return told.balances().getFirst();
  }

  /** A chain that answers as it is told, and counts. */
  private static final class MadeUp implements BalanceSource {
    final AtomicInteger asked = new AtomicInteger();
    private final String rail;
    private final WalletKind kind;
    private final boolean here;
    private final Function<String, Optional<Told>> answer;

    MadeUp(String rail, WalletKind kind, boolean here, Function<String, Optional<Told>> answer) {
      this.rail = rail;
      this.kind = kind;
      this.here = here;
      this.answer = answer;
    }

    @Override
    public Asset asset() {
      return new Asset("DOT", 18, rail);
    }

    @Override
    public WalletKind kind() {
      return kind;
    }

    @Override
    public Optional<String> chain() {
      return Optional.of("1284");
    }

    @Override
    public boolean isOnChain(String address) {
      return here;
    }

    @Override
    public Optional<Told> ask(String address) {
      asked.incrementAndGet();
      return answer.apply(address);
    }
  }
}
