/**
 * Batches of events folded into rows: what a table is, how its rows are read and written in sets.
 */
package io.holdfast.query.fold;
