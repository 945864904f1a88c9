package io.holdfast.command.reconciliation;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.Difference;
import java.math.BigInteger;

/** A difference between the chain and our books, and what was done about it. */
public sealed interface Case {
  Unopened UNOPENED = new Unopened();

  /** It never differed. */
  record Unopened() implements Case {}

  /** It differs, or did. */
  sealed interface Known extends Case {
    Figures figures();
  }

  /** Nobody and nothing has dealt with it yet. */
  record Open(Figures figures) implements Known {}

  /** What was missed was taken in again. */
  record Repaired(Figures figures, String done) implements Known {}

  /** A person said why it is so. */
  record Explained(Figures figures, String by, String reason) implements Known {}

  /** It differs no more. */
  record Closed(Figures figures) implements Known {}

  /** By how much it differs. */
  record Figures(BigInteger expected, BigInteger found) {
    static Figures of(CaseOpened event) {
      return new Figures(new BigInteger(event.expected()), new BigInteger(event.found()));
    }

    static Figures of(Difference difference) {
      return new Figures(difference.expected().minor(), difference.found().minor());
    }
  }

  /** A difference as one comparison found it. */
  record Finding(
      CaseId caseId,
      String rail,
      String asset,
      BlockRef block,
      long logIndex,
      Difference difference) {}
}
