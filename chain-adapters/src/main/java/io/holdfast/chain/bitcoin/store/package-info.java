/**
 * What the Bitcoin rail knows, in the tables of schema {@code rail}. Every write is one transaction
 * and may be repeated: it states what is, not what changes.
 */
@NullMarked
package io.holdfast.chain.bitcoin.store;

import org.jspecify.annotations.NullMarked;
