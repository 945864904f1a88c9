package io.holdfast.chain.ledger;

import io.holdfast.api.Command;
import io.holdfast.api.rail.BlockRef;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell the ledger, and where on the chain it comes from.
 *
 * @param block the block that made us say it, or null for what waits to be mined
 * @param transaction the transaction it is about, or null for blocks
 */
public record Report(Command command, @Nullable BlockRef block, @Nullable String transaction) {}
