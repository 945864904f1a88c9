package io.holdfast.api.account;

import io.holdfast.api.Ids;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Names one side of a posting: either a guarded account ({@code account:…}), an aggregate whose
 * available balance is never negative, or a boundary account ({@code boundary:…}), the world
 * outside, which may go below zero, is never contended and exists in projections only.
 */
public record AccountId(String value) implements Comparable<AccountId> {
  public static final String GUARDED = "account:";
  public static final String BOUNDARY = "boundary:";

  /** Guarded accounts that keep the money of one order each, and that no person owns. */
  public static final String POT = GUARDED + "escrow:";

  public AccountId {
    value = Ids.require(isBoundary(value) ? BOUNDARY : GUARDED, value);
  }

  /** What a rail holds for us, seen from inside: minus what came in, plus what went out. */
  public static AccountId world(String rail) {
    return new AccountId(BOUNDARY + "world:" + rail);
  }

  /** What was kept of withdrawal fees, less what the chain's miners took. */
  public static AccountId fees(String rail) {
    return new AccountId(BOUNDARY + "fees:" + rail);
  }

  /** What a reorganisation took back after the customer had already spent it. */
  public static AccountId shortfall(String rail) {
    return new AccountId(BOUNDARY + "shortfall:" + rail);
  }

  /** What came in for nobody we know. A deposit that names it is kept aside, never credited. */
  public static AccountId suspense(String rail) {
    return new AccountId(BOUNDARY + "suspense:" + rail);
  }

  public boolean isBoundary() {
    return isBoundary(value);
  }

  public boolean isPot() {
    return value.startsWith(POT);
  }

  /**
   * For whatever people ask of accounts.
   *
   * @throws Rejection FORBIDDEN
   */
  public AccountId requireNoPot() {
    if (isPot()) {
      throw new Rejection(ErrorCode.FORBIDDEN, "An order's pot is moved by its order alone.");
    }
    return this;
  }

  private static boolean isBoundary(@Nullable String value) {
    return value != null && value.startsWith(BOUNDARY);
  }

  /**
   * The order in which the accounts of one entry are loaded, so that two entries never wait for
   * each other.
   */
  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
