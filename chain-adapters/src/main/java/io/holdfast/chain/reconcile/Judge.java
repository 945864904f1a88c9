package io.holdfast.chain.reconcile;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts.Lost;
import io.holdfast.chain.port.OwnFacts.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs. Pure.
 *
 * <p>Two questions are asked. Do the chain and the rail's facts name the same coins, or the same
 * balances? Each that they do not is a difference by itself. And does what the chain holds equal
 * what the ledger owes and what is in flight? What is left must be made up by the differences found
 * before: the ledger may know of each of them, in which case it adds nothing, or not, in which case
 * it adds all. Where the rest lies outside of that, the ledger itself is wrong, which is one more
 * difference.
 *
 * <p>Money that another transaction took stays a difference until the ledger's books say so too:
 * where everything adds up without it, an entry has written it off.
 */
final class Judge {
  private static final String TOTAL = "total";

  private final Asset asset;
  private final Function<String, List<Evidence>> about;

  /**
   * @param about what is known of something that the chain holds and our facts do not, or not so
   *     much
   */
  Judge(Asset asset, Function<String, List<Evidence>> about) {
    this.asset = asset;
    this.about = about;
  }

  /** What the ledger says: what it owes as of an index of its log. */
  record Owed(long logIndex, BigInteger amount) {}

  /** What the rail's facts say. */
  record Own(List<Holding> held, List<Lost> lost, List<Part> lines, List<Part> ofWhich) {}

  Comparison compare(BlockRef block, List<Holding> chain, Own own, Owed owed) {
    BigInteger holds = sum(chain.stream().map(Holding::amount));
    BigInteger explained = owed.amount().add(sum(own.lines().stream().map(Part::amount)));
    BigInteger unexplained = holds.subtract(explained);
    List<Difference> found = new ArrayList<>();
    if (unexplained.signum() != 0) {
      own.lost().stream().map(this::lost).forEach(found::add);
    }
    found.addAll(coins(chain, own.held()));
    if (!mayMakeUp(found, unexplained)) {
      found.addFirst(books(holds, explained, own.lines(), owed));
    }
    List<Difference> told = found.stream().limit(Comparison.MOST_DIFFERENCES).toList();
    return new Comparison(
        block,
        owed.logIndex(),
        money(holds),
        money(owed.amount()),
        lines(own.lines()),
        lines(own.ofWhich()),
        told,
        found.size() - told.size());
  }

  private List<Difference> coins(List<Holding> chain, List<Holding> held) {
    Map<String, Holding> there =
        chain.stream().collect(toMap(Holding::subject, Function.identity()));
    Map<String, Holding> here = held.stream().collect(toMap(Holding::subject, Function.identity()));
    return Stream.concat(there.keySet().stream(), here.keySet().stream())
        .distinct()
        .flatMap(subject -> Stream.ofNullable(coin(there.get(subject), here.get(subject))))
        .sorted(Comparator.comparing(Difference::kind).thenComparing(Difference::subject))
        .toList();
  }

  private @Nullable Difference coin(@Nullable Holding there, @Nullable Holding here) {
    if (there == null) {
      Holding only = Objects.requireNonNull(here);
      return difference(
          DifferenceKind.MISSING,
          only.subject(),
          only.amount(),
          BigInteger.ZERO,
          List.of(Evidence.of("address", only.address())));
    }
    if (here == null) {
      return difference(
          DifferenceKind.UNOBSERVED,
          there.subject(),
          BigInteger.ZERO,
          there.amount(),
          known(there));
    }
    return here.amount().equals(there.amount())
        ? null
        : difference(
            kind(there, here),
            there.subject(),
            here.amount(),
            there.amount(),
            here.isAccount() ? known(there) : place(there));
  }

  /** An account has more than we know of, or less; a coin cannot grow or shrink. */
  private static DifferenceKind kind(Holding there, Holding here) {
    if (!here.isAccount()) {
      return DifferenceKind.AMOUNT_DIFFERS;
    }
    return there.amount().compareTo(here.amount()) > 0
        ? DifferenceKind.UNOBSERVED
        : DifferenceKind.MISSING;
  }

  private List<Evidence> known(Holding there) {
    return Stream.concat(place(there).stream(), about.apply(there.subject()).stream()).toList();
  }

  private static List<Evidence> place(Holding there) {
    Evidence address = Evidence.of("address", there.address());
    return there.height() == null
        ? List.of(address)
        : List.of(address, Evidence.of("mined at height", there.height()));
  }

  private Difference lost(Lost lost) {
    return difference(
        DifferenceKind.SPENT_ELSEWHERE,
        lost.transaction(),
        lost.amount(),
        BigInteger.ZERO,
        lost.evidence());
  }

  private Difference books(BigInteger holds, BigInteger explained, List<Part> lines, Owed owed) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of("the ledger owes", owed.amount()));
    lines(lines).forEach(line -> evidence.add(Evidence.of(line.name(), line.amount().digits())));
    return difference(DifferenceKind.BOOKS_DIFFER, TOTAL, explained, holds, evidence);
  }

  /** Whether the ledger's knowing of some of these and not of others can leave this rest. */
  private static boolean mayMakeUp(List<Difference> found, BigInteger rest) {
    BigInteger least = BigInteger.ZERO;
    BigInteger most = BigInteger.ZERO;
    for (Difference each : found) {
      BigInteger change = each.found().minor().subtract(each.expected().minor());
      least = least.add(change.min(BigInteger.ZERO));
      most = most.add(change.max(BigInteger.ZERO));
    }
    return rest.compareTo(least) >= 0 && rest.compareTo(most) <= 0;
  }

  private List<Line> lines(List<Part> parts) {
    Map<String, BigInteger> sums = new LinkedHashMap<>();
    parts.forEach(part -> sums.merge(part.name(), part.amount(), BigInteger::add));
    return sums.entrySet().stream()
        .map(each -> new Line(each.getKey(), money(each.getValue())))
        .toList();
  }

  private Difference difference(
      DifferenceKind kind,
      String subject,
      BigInteger expected,
      BigInteger found,
      List<Evidence> evidence) {
    return new Difference(kind, subject, money(expected), money(found), evidence);
  }

  private Money money(BigInteger minor) {
    return new Money(asset, minor);
  }

  private static BigInteger sum(Stream<BigInteger> amounts) {
    return amounts.reduce(BigInteger.ZERO, BigInteger::add);
  }
}
