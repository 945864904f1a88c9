/** Proving a ledger from its log. */
package io.holdfast.query.verify;
