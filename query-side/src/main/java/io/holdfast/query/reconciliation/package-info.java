/** Comparisons of chain and ledger, their cases, and what the ledger says to those who compare. */
package io.holdfast.query.reconciliation;
