package io.holdfast.api.mpesa;

/** What a person decides of a payment about which M-Pesa contradicts itself. */
public enum MobileDecision {
  /** It was paid as asked: the order counts it. */
  CREDIT,
  /** It was not paid as asked: the order does not count it. */
  REFUSE
}
