package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.TransactionResult;

/** What a node knows of a transaction. Envelopes are as the node gave them. */
public sealed interface TransactionStatus {
  /** Not in any ledger that the node keeps. */
  record NotFound() implements TransactionStatus {}

  /** In a ledger, and done. */
  record Succeeded(long sequence, TransactionResult result, Octets envelope)
      implements TransactionStatus {}

  /** In a ledger, which took its fee and did nothing else. */
  record Failed(long sequence, TransactionResult result, Octets envelope)
      implements TransactionStatus {}
}
