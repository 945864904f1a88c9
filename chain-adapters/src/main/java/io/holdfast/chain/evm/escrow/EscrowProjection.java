package io.holdfast.chain.evm.escrow;

import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.IdentifierReleased;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.evm.EvmRail;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * Folds what the ledger says into what the rail must know of orders by contract: their terms, whose
 * a wallet is, and that a contract is to be asked. Read again from the start, it tells nobody
 * anything new.
 */
@ProcessingGroup(EscrowProjection.GROUP)
public final class EscrowProjection {
  public static final String GROUP = "contract-orders";

  private final EscrowStore store;
  private final String asset;
  private final Runnable wake;

  /**
   * @param asset that the contract holds
   */
  public EscrowProjection(EscrowStore store, String asset, Runnable wake) {
    this.store = store;
    this.asset = asset;
    this.wake = wake;
  }

  @EventHandler
  public void on(OrderCreated event) {
    if (event.mode().equals(PaymentMode.CONTRACT.name()) && event.asset().equals(asset)) {
      store.created(event);
      wake.run();
    }
  }

  @EventHandler
  public void on(ContractAsked event, @Timestamp Instant at) {
    store.doubted(event.orderId(), at);
    wake.run();
  }

  /** The regular comparison of chain and ledger: where do the orders stand that are not over? */
  @EventHandler
  public void on(BooksCompared event) {
    if (event.rail().equals(EvmRail.ID) && event.asset().equals(asset)) {
      store.doubtedAll();
      wake.run();
    }
  }

  @EventHandler
  public void on(OrderReleased event) {
    store.over(event.orderId());
  }

  @EventHandler
  public void on(OrderResolved event) {
    store.over(event.orderId());
  }

  @EventHandler
  public void on(OrderCancelled event) {
    store.over(event.orderId());
  }

  @EventHandler
  public void on(OrderExpired event) {
    store.over(event.orderId());
  }

  @EventHandler
  public void on(IdentifierClaimed event) {
    wallet(event.identifier()).ifPresent(address -> store.claimed(address, event.userId()));
    wake.run();
  }

  @EventHandler
  public void on(IdentifierReleased event) {
    wallet(event.identifier()).ifPresent(address -> store.released(address, event.userId()));
  }

  private static Optional<String> wallet(String identifier) {
    return Optional.of(identifier)
        .filter(each -> each.startsWith(WalletId.PREFIX))
        .map(WalletId::new)
        .filter(wallet -> wallet.kind() == WalletKind.EVM)
        .map(WalletId::address);
  }
}
