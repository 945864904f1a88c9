package io.holdfast.chain.sandbox;

import org.bitcoinj.core.Block;

/** A block as it lies in the database. */
record StoredBlock(long sequence, Block block) {}
