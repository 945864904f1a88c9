package io.holdfast.command.account;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

/** What the ledger knows of one account. Only an open account has balances to decide about. */
public sealed interface AccountState {
  /** Nobody has opened it. */
  Unopened UNOPENED = new Unopened();

  /**
   * @throws Rejection NOT_FOUND
   */
  Open requireOpen();

  /** There is no such account. */
  record Unopened() implements AccountState {
    @Override
    public Open requireOpen() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such account.");
    }
  }

  /**
   * An account with what it has.
   *
   * @param funds per asset code
   * @param holds the open ones only, by id; a hold that was released or captured is forgotten
   */
  record Open(
      String accountId,
      String ownerId,
      String label,
      Map<String, Funds> funds,
      Map<String, OpenHold> holds,
      Set<Destination> destinations,
      WithdrawnLately withdrawn)
      implements AccountState {
    public Open {
      funds = Map.copyOf(funds);
      holds = Map.copyOf(holds);
      destinations = Set.copyOf(destinations);
    }

    @Override
    public Open requireOpen() {
      return this;
    }

    public Funds fundsOf(String asset) {
      return funds.getOrDefault(asset, Funds.NONE);
    }

    public BigInteger available(String asset) {
      return fundsOf(asset).available();
    }

    /** Where the account has an allow-list for the rail, only what stands on it may be paid. */
    public boolean mayPay(Destination destination) {
      return destinations.contains(destination)
          || destinations.stream().noneMatch(one -> one.rail().equals(destination.rail()));
    }
  }
}
