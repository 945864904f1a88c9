package io.holdfast.api.reconciliation;

import io.holdfast.api.money.Money;
import java.util.List;

/**
 * One thing in which the chain and our books differ.
 *
 * @param subject what it is about, in the characters of an id: a coin, a transaction, a sum
 * @param expected what our books say
 * @param found what the chain says
 */
public record Difference(
    DifferenceKind kind, String subject, Money expected, Money found, List<Evidence> evidence) {
  public Difference {
    evidence = List.copyOf(evidence);
  }
}
