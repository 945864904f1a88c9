/**
 * The sandbox: a Bitcoin node that is not one. It keeps a chain of its own by the rules of regtest,
 * with real headers, transactions and signatures, and answers the same JSON-RPC over loopback HTTP,
 * so that the default run drives the very adapter that follows a real node. A contract that runs
 * against both keeps it from drifting.
 *
 * <p>Layers, each knowing only those before it: {@code ChainState} (pure, in memory), {@code
 * SimulatedNode} (one at a time, and kept in the database), {@code NodeServer} (the protocol),
 * {@code SandboxCommands} (what the console may do).
 */
@NullMarked
package io.holdfast.chain.sandbox;

import org.jspecify.annotations.NullMarked;
