package io.holdfast.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.AccountAsOf.BalanceAsOf;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.query.ReadSide;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.statement.PlainLedger.Figures;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** At every index of any history, what is told of then is what adding up until then gives. */
class BalanceAsOfPropertyIT {
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide READ =
      new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofMillis(200));

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void balancesAsOfEveryIndexAreAPlainFoldOfTheEventsUpToIt(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> chances)
      throws Exception {
    List<LoggedEvent> log = Stories.random(chances).log();
    MODEL.clear();
    MODEL.write(log);

    for (int n = 0; n <= log.size(); n++) {
      Map<String, Figures> told = balances(n);
      PlainLedger plain = PlainLedger.of(log.subList(0, n));
      assertThat(told).as("as of " + n).isEqualTo(plain.accounts);
      assertThat(totals(n)).as("totals as of " + n).isEqualTo(sums(plain));
    }
  }

  private static Map<String, Figures> balances(long index) {
    BalancesAsOf found =
        READ.asOf
            .find(
                new FindBalancesAsOf(
                    Scope.EVERYBODY, null, AsOf.index(index), new PageRequest(null, 200), 0))
            .join();
    assertThat(found.moment().logIndex()).isEqualTo(index);
    Map<String, Figures> figures = new TreeMap<>();
    found
        .items()
        .forEach(
            account ->
                account
                    .balances()
                    .forEach(balance -> figures.put(account.accountId(), figures(balance))));
    return figures;
  }

  private static Figures figures(BalanceAsOf balance) {
    return new Figures(
        new BigInteger(balance.posted()), new BigInteger(balance.held()), balance.postings());
  }

  private static Map<String, BigInteger> totals(long index) {
    Map<String, BigInteger> totals = new TreeMap<>();
    READ.asOf
        .find(new FindTotalsAsOf(AsOf.index(index), 0))
        .join()
        .totals()
        .forEach(total -> totals.put(total.of(), new BigInteger(total.posted())));
    return totals;
  }

  private static Map<String, BigInteger> sums(PlainLedger plain) {
    Map<String, BigInteger> sums = new TreeMap<>();
    plain.accounts.forEach(
        (account, figures) ->
            sums.merge(
                account.startsWith("boundary:") ? account : "accounts",
                figures.posted(),
                BigInteger::add));
    return sums;
  }
}
