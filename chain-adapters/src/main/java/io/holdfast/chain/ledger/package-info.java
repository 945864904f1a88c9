/** How adapters speak to the ledger: by commands, awaited; what it refuses is parked. */
@NullMarked
package io.holdfast.chain.ledger;

import org.jspecify.annotations.NullMarked;
