package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.TransactionResult;

/** What a node said to a transaction handed to it. None of it is the transaction's fate. */
public sealed interface Submission {
  /** It goes to the network, now or since an earlier time. */
  record Pending() implements Submission {}

  /** The node has too much to do, or another transaction of the account waits. */
  record TryAgainLater() implements Submission {}

  /** This node would not take it as things stand. */
  record Refused(TransactionResult result) implements Submission {}
}
