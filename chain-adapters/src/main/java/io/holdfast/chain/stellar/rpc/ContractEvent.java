package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.Octets;
import java.util.List;

/**
 * Something that a contract, or the classic ledger in the place of an asset's contract (CAP-67),
 * says has happened. Its values are not decoded: one that cannot be read must not hide the others.
 *
 * @param id the same for ever and different for each event; also its order
 * @param contract the contract's address, {@code C…}
 * @param topics each an SCVal
 * @param data an SCVal
 * @param transaction the transaction's hash, in hexadecimal
 */
public record ContractEvent(
    EventId id,
    long sequence,
    String contract,
    List<Octets> topics,
    Octets data,
    String transaction) {}
