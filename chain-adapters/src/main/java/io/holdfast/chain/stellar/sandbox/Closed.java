package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import java.util.List;

/**
 * A ledger that was closed.
 *
 * @param entry its header as the network encodes it (LedgerHeaderHistoryEntry)
 */
record Closed(LedgerHeader header, Octets entry, List<Applied> transactions, List<Placed> events) {
  /** An event in its place. */
  record Placed(String id, Octets transaction, boolean succeeded, Happened event) {}
}
