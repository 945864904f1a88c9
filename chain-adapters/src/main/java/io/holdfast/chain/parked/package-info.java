/**
 * What the ledger refused, tried again by the rail that observed it. The record of it, and when it
 * is tried, are in the log; the rail's own table says what is due.
 */
@NullMarked
package io.holdfast.chain.parked;

import org.jspecify.annotations.NullMarked;
