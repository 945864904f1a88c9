/** Following ledgers, and what the events in them mean for us. */
@NullMarked
package io.holdfast.chain.stellar.block;

import org.jspecify.annotations.NullMarked;
