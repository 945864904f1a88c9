/** The RPC of a Substrate node, over one WebSocket. Failures are those of {@code chain.rpc}. */
@NullMarked
package io.holdfast.chain.substrate.rpc;

import org.jspecify.annotations.NullMarked;
