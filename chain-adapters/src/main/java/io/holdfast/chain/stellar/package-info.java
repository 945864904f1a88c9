/**
 * The Stellar rail: lumens and SEP-41 tokens, from the events and with the transactions of a
 * Stellar RPC node. See docs/guides/stellar.md and docs/adr/0012-stellar-rail.md.
 */
@NullMarked
package io.holdfast.chain.stellar;

import org.jspecify.annotations.NullMarked;
