package io.holdfast.chain.evm.oracle;

import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the contract lets our key record, and whether it has gas to do so: looked at when the
 * program starts and every minute, and kept where the rail's health shows it. Used by one thread.
 */
final class OracleCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OracleCheck.class);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final EvmRpc node;
  private final OracleContract contract;
  private final Address account;
  private final BigInteger lowBalance;
  private final RecordStore store;
  private final Clock clock;
  private @Nullable Long lookedAtMillis;
  private boolean ours;
  private String told = "";

  /**
   * @param lowBalance wei, less than which are told
   */
  OracleCheck(
      EvmRpc node,
      OracleContract contract,
      Address account,
      BigInteger lowBalance,
      RecordStore store,
      Clock clock) {
    this.node = node;
    this.contract = contract;
    this.account = account;
    this.lowBalance = lowBalance;
    this.store = store;
    this.clock = clock;
  }

  /** Whether what our key signs counts in the contract; nothing is sent where it does not. */
  boolean isOurs() {
    if (lookedAtMillis == null || clock.millis() - lookedAtMillis >= LOOK_AGAIN.toMillis()) {
      look();
      lookedAtMillis = clock.millis();
    }
    return ours;
  }

  /** A contract that was ours stays so: it cannot change. */
  private void look() {
    ours = ours || contract.oracle().equals(Optional.of(account));
    BigInteger balance = node.balance(account, BlockTag.LATEST);
    String problem = problem(balance);
    store.looked(balance, problem);
    if (problem != null && !problem.equals(told)) {
      LOG.warn("{}", problem);
    }
    told = problem == null ? "" : problem;
  }

  private @Nullable String problem(BigInteger balance) {
    if (!ours) {
      return "nothing is recorded: the oracle of escrow-contract "
          + contract.address().checksummed()
          + " is not our account "
          + account.checksummed();
    }
    return balance.compareTo(lowBalance) < 0
        ? "the oracle's account " + account.checksummed() + " is running out of gas money"
        : null;
  }
}
