/** What stood at a moment of the past: the log's clock, balances, statements, and why. */
package io.holdfast.query.statement;
