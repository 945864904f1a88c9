/**
 * Escrow: an order's money waits in a pot of its own until both sides are satisfied, somebody who
 * is neither has decided, or time has.
 */
package io.holdfast.api.escrow;
