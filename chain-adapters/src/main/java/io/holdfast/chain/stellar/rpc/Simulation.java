package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.Octets;
import java.util.List;

/** What came of trying a contract call. */
public sealed interface Simulation {
  /**
   * It would succeed.
   *
   * @param resources for the transaction, as they are
   * @param resourceFeeStroops what they cost beside the fee for being taken in
   * @param authorizations for the operation, as they are
   * @param result what the function answers, an SCVal
   * @param ledger after which it was tried
   */
  record Success(
      Octets resources,
      long resourceFeeStroops,
      List<Octets> authorizations,
      Octets result,
      long ledger)
      implements Simulation {}

  /** Entries that it touches lie in the archive and must be brought back first. */
  record NeedsRestoring() implements Simulation {}

  /** It would fail. The reason is the node's, made short. */
  record Failure(String reason) implements Simulation {}
}
