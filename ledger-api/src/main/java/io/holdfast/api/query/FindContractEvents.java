package io.holdfast.api.query;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What contracts said on a rail's chain, in the order of the chain; answered by the rails with
 * {@link ContractEvents}, or refused with UNKNOWN_RAIL. What is null is not asked for.
 *
 * @param contract in the chain's own spelling
 * @param topic the event's readable name, or its first topic as the chain has it
 * @param fromHeight no event of a block below
 * @param after a cursor that an earlier page gave, which the block it names may lie below
 */
public record FindContractEvents(
    String rail,
    @Nullable String contract,
    @Nullable String topic,
    long fromHeight,
    @Nullable String after,
    int limit) {
  public FindContractEvents {
    if (fromHeight < 0) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A block's height is not below zero.");
    }
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A page has 1 to " + PageRequest.MAX_LIMIT + " rows.");
    }
  }
}
