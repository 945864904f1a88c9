package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands in the contract that keeps its money, as far as its chain was read, and what
 * may be sent there. Amounts are decimal digits of minor units. What is not final can still be
 * taken back, and moves no order.
 *
 * @param chainId CAIP-2's reference of the chain, in decimal digits
 * @param contract its address
 * @param name how the contract names the order: 32 bytes in hex
 * @param amount that is to be paid: the whole price, and no other
 * @param buyerWallet from which it was opened; null before
 * @param sellerWallet for which it was opened, or is to be opened; null where none is known
 * @param isFinal whether its chain takes this state back no more
 * @param dueAtMillis from when on nobody needs the other side; null where nothing waits
 * @param problem why what was opened there does not count for the order; null where it does
 * @param calls what the one who asks may send now
 */
public record OrderContract(
    String orderId,
    String rail,
    String chainId,
    String contract,
    String name,
    String asset,
    String amount,
    @Nullable String buyerWallet,
    @Nullable String sellerWallet,
    State state,
    boolean isFinal,
    @Nullable Long dueAtMillis,
    String toSeller,
    String toBuyer,
    @Nullable String problem,
    List<Call> calls) {
  public OrderContract {
    calls = List.copyOf(calls);
  }

  /** Where an order can stand in the contract. */
  public enum State {
    NONE,
    FUNDED,
    SHIPPED,
    DISPUTED,
    PAID_OUT
  }

  /** What a side does in the contract. */
  public enum Act {
    /** Pays the whole price in. */
    OPEN,
    SHIP,
    /** All is the seller's. */
    RELEASE,
    /** All is the buyer's. */
    REFUND,
    DISPUTE,
    /** Ends what no mediator decided in time. */
    SETTLE,
    /** Fetches all that the contract keeps for the wallet, of this order and of others. */
    WITHDRAW
  }

  /**
   * A call of the contract.
   *
   * @param from the wallets that it may come from, at least one
   * @param value that goes with it
   * @param data of the call, in hex
   */
  public record Call(Act act, List<String> from, String value, String data) {
    public Call {
      from = List.copyOf(from);
    }
  }
}
