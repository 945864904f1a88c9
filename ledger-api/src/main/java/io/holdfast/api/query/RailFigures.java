package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rails of this program, each by its own account, in the order of their names. */
public record RailFigures(List<Figure> rails) {
  public RailFigures {
    rails = List.copyOf(rails);
  }

  /**
   * Where one rail stands. Heights are −1 and times 0 before there is any.
   *
   * @param height the cursor's block
   * @param finalHeight up to here nothing is taken back any more
   * @param headHeight the chain's head as it was seen last
   * @param headSeenAtMillis when that was
   * @param minedAtMillis when the cursor's block was mined, by the chain's own clock
   * @param parked what the ledger refused and waits for a person
   * @param openPayouts approved withdrawals that are not in a block yet
   * @param holdings what it holds for us on its chain, where it knows
   * @param endpoints its nodes, as the process that answers sees them
   * @param oracle who records payments in its contract; null where nobody does
   */
  public record Figure(
      String rail,
      long height,
      long finalHeight,
      long headHeight,
      long headSeenAtMillis,
      long minedAtMillis,
      long parked,
      long openPayouts,
      List<Holding> holdings,
      List<Endpoint> endpoints,
      @Nullable Oracle oracle) {
    public Figure {
      holdings = List.copyOf(holdings);
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * The account that records payments outside the chain in the rail's contract.
   *
   * @param balance for gas, in the minor unit of the chain's own asset, when it was looked at last
   * @param waiting how many payments are to be recorded and are not finally
   * @param problem why it cannot, or soon cannot, for people, or null
   */
  public record Oracle(String account, String balance, long waiting, @Nullable String problem) {}

  /**
   * One node of a rail.
   *
   * @param name where it is, without credentials
   * @param health WELL, RESTING after too many failures, ON_TRIAL after that, or REFUSED because it
   *     is of another chain
   * @param preferred whether it is asked first
   * @param latencyMillis of its last answer; −1 before the first
   * @param lastErrorAtMillis 0 when there was none
   */
  public record Endpoint(
      String name, String health, boolean preferred, long latencyMillis, long lastErrorAtMillis) {}

  /** An amount in minor units, as decimal digits. */
  public record Holding(String asset, String amount) {}
}
