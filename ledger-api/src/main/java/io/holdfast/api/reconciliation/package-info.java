/** What the chain says we hold, against what the ledger says we owe. */
package io.holdfast.api.reconciliation;
