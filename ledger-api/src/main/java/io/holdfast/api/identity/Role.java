package io.holdfast.api.identity;

/** What a person may do. A person may have several. */
public enum Role {
  /** Own accounts, deposits and withdrawals. */
  CUSTOMER,
  /** Sees all, approves and rejects withdrawals. */
  OPERATOR,
  /** Steers rails and the sandbox, and does what an operator does. */
  ADMINISTRATOR,
  /** Sees all and changes nothing. */
  AUDITOR
}
