package io.holdfast.api.mpesa;

/** What a person decides of a payment of which M-Pesa does not tell one end. */
public enum MobileDecision {
  /** It was paid as asked: the order counts it. */
  CREDIT,
  /** It was not paid as asked: the order does not count it. */
  REFUSE
}
