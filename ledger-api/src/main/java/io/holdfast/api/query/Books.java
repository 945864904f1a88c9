package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of a rail's money, all as of one index.
 *
 * @param height where the ledger's cursor stands on the chain
 * @param hash empty before the first block
 * @param world what the rail's world account stands at, in minor units
 * @param inFlight payments that are not credited and payouts that are not settled, by id; at most
 *     {@value #MOST_IN_FLIGHT}
 * @param next the id after which to ask for more, or null at the end
 */
public record Books(
    long logIndex,
    long height,
    String hash,
    String world,
    List<InFlight> inFlight,
    @Nullable String next) {
  public static final int MOST_IN_FLIGHT = 1_000;

  public Books {
    inFlight = List.copyOf(inFlight);
  }

  /**
   * @param id of a deposit or of a withdrawal
   * @param state of the deposit or of the withdrawal
   * @param amount what came in; or what went out, with what the chain took for it
   * @param depthBlocks confirmations after which it is to be credited, or settled
   */
  public record InFlight(String id, String state, String amount, int depthBlocks) {}
}
