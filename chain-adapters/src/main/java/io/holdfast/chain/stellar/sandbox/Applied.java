package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Octets;
import java.util.List;

/**
 * A transaction that a ledger took in.
 *
 * @param charged the event of the fee, before any transaction was applied
 * @param events of its operation; none where it failed
 * @param refunded the event of the part of the fee that was given back, if any
 */
record Applied(
    Envelope envelope,
    Octets hash,
    boolean succeeded,
    Octets result,
    Happened charged,
    List<Happened> events,
    List<Happened> refunded) {}
