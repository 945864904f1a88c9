package io.holdfast.chain.sandbox;

import org.bitcoinj.core.Transaction;

/** A waiting transaction as it lies in the database. */
record StoredWaiting(Transaction transaction, long enteredAtSeconds) {}
