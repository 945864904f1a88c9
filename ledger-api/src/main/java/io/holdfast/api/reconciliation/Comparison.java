package io.holdfast.api.reconciliation;

import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import java.util.List;

/**
 * The chain beside the ledger, of one asset at one block.
 *
 * @param logIndex the ledger as of this index of the log, at which its cursor stood on the block
 * @param chainHolds what the chain itself says is ours
 * @param ledgerOwes minus what the rail's world account stands at
 * @param lines why the chain may hold more or less than the ledger owes: with their signs, {@code
 *     ledgerOwes} and all lines make {@code chainHolds}, where nothing differs
 * @param ofWhich parts of {@code chainHolds}, told for those who look; they explain no difference
 * @param differences what is left, each by itself; at most {@value #MOST_DIFFERENCES}
 * @param omitted how many more there are
 */
public record Comparison(
    BlockRef block,
    long logIndex,
    Money chainHolds,
    Money ledgerOwes,
    List<Line> lines,
    List<Line> ofWhich,
    List<Difference> differences,
    int omitted) {
  /** So many new cases at once help nobody: something larger is wrong. */
  public static final int MOST_DIFFERENCES = 100;

  public Comparison {
    lines = List.copyOf(lines);
    ofWhich = List.copyOf(ofWhich);
    differences = List.copyOf(differences);
  }

  /** What no line explains: 0 where chain and ledger agree. */
  public Money unexplained() {
    BigInteger explained =
        lines.stream()
            .map(line -> line.amount().minor())
            .reduce(ledgerOwes.minor(), BigInteger::add);
    return new Money(chainHolds.asset(), chainHolds.minor().subtract(explained));
  }
}
