/**
 * What stood at a moment of the past, and why: balances, statements and orders as of a time, an
 * index of the log or a block of a rail.
 */
@NullMarked
package io.holdfast.api.statement;

import org.jspecify.annotations.NullMarked;
