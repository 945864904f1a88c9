package io.holdfast.chain.evm.contract;

import io.holdfast.chain.evm.wire.Address;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contracts whose events are taken in.
 *
 * @param deposits the one that takes deposits, if there is one
 * @param escrow the one that holds orders, if there is one
 * @param others whose events are kept as they are
 */
public record Contracts(@Nullable Address deposits, @Nullable Address escrow, Set<Address> others) {
  public Contracts {
    others = Set.copyOf(others);
  }

  public boolean isDeposits(Address address) {
    return address.equals(deposits);
  }

  /** All their addresses. */
  public Collection<Address> addresses() {
    Map<Address, Boolean> all = new LinkedHashMap<>();
    ours().keySet().forEach(address -> all.put(address, true));
    others.forEach(address -> all.put(address, true));
    return all.keySet();
  }

  /** The events that this contract declares, where it is one of ours. */
  public Optional<ContractEvents> eventsOf(Address address) {
    return Optional.ofNullable(ours().get(address));
  }

  private Map<Address, ContractEvents> ours() {
    Map<Address, ContractEvents> ours = new LinkedHashMap<>();
    if (escrow != null) {
      ours.put(escrow, ContractEvents.ESCROW);
    }
    if (deposits != null) {
      ours.put(deposits, ContractEvents.DEPOSITS);
    }
    return ours;
  }
}
