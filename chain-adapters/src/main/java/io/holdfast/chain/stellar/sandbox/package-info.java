/**
 * The sandbox's Stellar network: one node that is not one. It closes ledgers with real headers,
 * hashes, signatures and sequence numbers, and answers Stellar RPC over loopback HTTP, so that the
 * default run drives the very adapter that follows a real network.
 *
 * <p>Layers, each knowing only those before it: {@code Balances} and {@code LedgerState} (what
 * accounts hold, and what transactions do to it), {@code SimulatedLedgers} (the chain, pure),
 * {@code StellarMethods} and {@code StellarDoor} (the protocol), {@code StellarSandbox} (one at a
 * time, kept in the database).
 *
 * <p>What it leaves out: changing trustlines, offers, sub-entries, multi-signature accounts, and
 * contracts other than those of its assets.
 */
@NullMarked
package io.holdfast.chain.stellar.sandbox;

import org.jspecify.annotations.NullMarked;
