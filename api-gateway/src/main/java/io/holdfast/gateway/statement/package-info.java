/** What stood at a moment of the past: balances, statements, and why. */
@NullMarked
package io.holdfast.gateway.statement;

import org.jspecify.annotations.NullMarked;
