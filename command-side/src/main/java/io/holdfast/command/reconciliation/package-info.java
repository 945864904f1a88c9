/** Comparing the chain with our books, and the differences that come of it. */
package io.holdfast.command.reconciliation;
