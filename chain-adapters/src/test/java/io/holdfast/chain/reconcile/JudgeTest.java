package io.holdfast.chain.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts.Lost;
import io.holdfast.chain.port.OwnFacts.Part;
import io.holdfast.chain.reconcile.Judge.Owed;
import io.holdfast.chain.reconcile.Judge.Own;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final BlockRef BLOCK = new BlockRef(7, "h7");
  private final List<Holding> chain = new ArrayList<>();
  private final List<Holding> facts = new ArrayList<>();
  private final List<Lost> lost = new ArrayList<>();
  private final List<Part> lines = new ArrayList<>();
  private long owed;

  @Test
  void findsNothingWhereAllAgree() {
    both("a", 100);
    both("b", 50);
    owed = 120;
    lines.add(part("confirming", 40));
    lines.add(part("payouts not settled", -4));
    lines.add(part("payouts not settled", -6));

    Comparison comparison = compare();

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.unexplained().signum()).isZero();
    assertThat(comparison.chainHolds().digits()).isEqualTo("150");
    assertThat(comparison.ledgerOwes().digits()).isEqualTo("120");
    assertThat(comparison.lines())
        .extracting(Line::name, line -> line.amount().digits())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("confirming", "40"),
            org.assertj.core.groups.Tuple.tuple("payouts not settled", "-10"));
    assertThat(comparison.block()).isEqualTo(BLOCK);
    assertThat(comparison.logIndex()).isEqualTo(9);
  }

  @Test
  void findsACoinThatOurFactsLackWhetherTheLedgerKnowsOfItOrNot() {
    both("a", 100);
    chain.add(holding("b", 50));
    owed = 100;
    assertThat(only().kind()).isEqualTo(DifferenceKind.UNOBSERVED);
    assertThat(compare().unexplained().digits()).isEqualTo("50");
    owed = 150;
    assertThat(only().kind()).isEqualTo(DifferenceKind.UNOBSERVED);
    assertThat(compare().unexplained().digits()).isEqualTo("0");
  }

  @Test
  void findsThatAnAccountHasMoreThanWeKnowOfOrLess() {
    facts.add(Holding.ofAccount("us", BigInteger.valueOf(100)));
    chain.add(Holding.ofAccount("us", BigInteger.valueOf(130)));
    owed = 100;
    assertThat(only().kind()).isEqualTo(DifferenceKind.UNOBSERVED);
    assertThat(only().expected().digits() + " " + only().found().digits()).isEqualTo("100 130");
    assertThat(only().evidence()).contains(new Evidence("our facts", "know nothing of us"));

    chain.set(0, Holding.ofAccount("us", BigInteger.valueOf(99)));
    assertThat(only().kind()).isEqualTo(DifferenceKind.MISSING);

    chain.set(0, Holding.ofAccount("us", BigInteger.valueOf(100)));
    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void opensOneCaseForATheftFromAnAccount() {
    facts.add(Holding.ofAccount("us", BigInteger.valueOf(60)));
    chain.add(Holding.ofAccount("us", BigInteger.valueOf(60)));
    lost.add(new Lost("theft", BigInteger.valueOf(40), List.of()));
    owed = 100;
    assertThat(only().kind()).isEqualTo(DifferenceKind.SPENT_ELSEWHERE);
    owed = 60;
    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void tellsWhereTheCoinIsAndWhatIsKnownOfIt() {
    chain.add(holding("b", 50));
    owed = 50;
    assertThat(only().evidence())
        .containsExactly(
            new Evidence("address", "address-of-b"),
            new Evidence("mined at height", "5"),
            new Evidence("our facts", "know nothing of b"));
  }

  @Test
  void findsACoinThatTheChainDoesNotHave() {
    both("a", 100);
    facts.add(held("b", 50));
    owed = 100;
    assertThat(only())
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(DifferenceKind.MISSING);
              assertThat(difference.subject()).isEqualTo("b");
              assertThat(difference.expected().digits()).isEqualTo("50");
              assertThat(difference.found().digits()).isEqualTo("0");
            });
  }

  @Test
  void findsAnAmountThatDiffers() {
    chain.add(holding("a", 100));
    facts.add(held("a", 101));
    owed = 100;
    assertThat(only().kind()).isEqualTo(DifferenceKind.AMOUNT_DIFFERS);
  }

  @Test
  void findsThatTheLedgerOwesAnotherSumThoughEveryCoinAgrees() {
    both("a", 100);
    owed = 99;
    assertThat(only())
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(DifferenceKind.BOOKS_DIFFER);
              assertThat(difference.expected().digits()).isEqualTo("99");
              assertThat(difference.found().digits()).isEqualTo("100");
            });
  }

  @Test
  void doesNotLetADifferenceOfACoinHideOneOfTheLedger() {
    both("a", 100);
    chain.add(holding("b", 50));
    owed = 99;
    assertThat(kinds()).containsExactly(DifferenceKind.BOOKS_DIFFER, DifferenceKind.UNOBSERVED);
    owed = 151;
    assertThat(kinds()).containsExactly(DifferenceKind.BOOKS_DIFFER, DifferenceKind.UNOBSERVED);
  }

  @Test
  void findsWhatAnotherTransactionTookOnce() {
    both("a", 100);
    owed = 160;
    lost.add(new Lost("thief", BigInteger.valueOf(60), List.of(Evidence.of("coin", "b"))));
    assertThat(only())
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(DifferenceKind.SPENT_ELSEWHERE);
              assertThat(difference.subject()).isEqualTo("thief");
              assertThat(difference.evidence()).containsExactly(Evidence.of("coin", "b"));
            });
    assertThat(compare().unexplained().digits()).isEqualTo("-60");
  }

  @Test
  void forgetsALossThatAnEntryHasWrittenOff() {
    both("a", 100);
    owed = 100;
    lost.add(new Lost("thief", BigInteger.valueOf(60), List.of()));
    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void tellsOnlySoManyAndHowManyMoreThereAre() {
    IntStream.range(0, Comparison.MOST_DIFFERENCES + 3)
        .forEach(i -> chain.add(holding("coin-%03d".formatted(i), 1)));
    Comparison comparison = compare();
    assertThat(comparison.differences()).hasSize(Comparison.MOST_DIFFERENCES);
    assertThat(comparison.differences().getFirst().subject()).isEqualTo("coin-000");
    assertThat(comparison.omitted()).isEqualTo(3);
  }

  @Test
  void isExactBeyondWhatALongHolds() {
    BigInteger huge = BigInteger.TEN.pow(70);
    chain.add(new Holding("a", huge.add(BigInteger.ONE), "address", null));
    facts.add(new Holding("a", huge, "address", null));
    assertThat(kinds()).contains(DifferenceKind.AMOUNT_DIFFERS);
    assertThat(compare().unexplained().minor()).isEqualTo(huge.add(BigInteger.ONE));
  }

  private Comparison compare() {
    return new Judge(
            new Asset("BTC", 8, "bitcoin"),
            subject -> List.of(Evidence.of("our facts", "know nothing of " + subject)))
        .compare(
            BLOCK,
            chain,
            new Own(facts, lost, lines, List.of()),
            new Owed(9, BigInteger.valueOf(owed)));
  }

  private Difference only() {
    List<Difference> differences = compare().differences();
    assertThat(differences).hasSize(1);
    return differences.getFirst();
  }

  private List<DifferenceKind> kinds() {
    return compare().differences().stream().map(Difference::kind).toList();
  }

  private void both(String subject, long amount) {
    chain.add(holding(subject, amount));
    facts.add(held(subject, amount));
  }

  private static Holding holding(String subject, long amount) {
    return new Holding(subject, BigInteger.valueOf(amount), "address-of-" + subject, 5L);
  }

  private static Holding held(String subject, long amount) {
    return new Holding(subject, BigInteger.valueOf(amount), "address-of-" + subject, null);
  }

  private static Part part(String name, long amount) {
    return new Part(name, BigInteger.valueOf(amount));
  }
}
