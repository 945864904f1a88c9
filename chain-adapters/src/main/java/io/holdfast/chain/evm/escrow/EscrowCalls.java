package io.holdfast.chain.evm.escrow;

import io.holdfast.api.query.FindOrderContract.Side;
import io.holdfast.api.query.OrderContract.Act;
import io.holdfast.api.query.OrderContract.Call;
import io.holdfast.api.query.OrderContract.State;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a side of an order may send to the contract as it stands, by the law in the head of {@code
 * HoldfastEscrow.sol}. Pure. Only an offer: the contract decides again, by the time of its block.
 */
final class EscrowCalls {
  private EscrowCalls() {}

  /**
   * Pays the whole price.
   *
   * @param from wallets that have not opened it
   */
  static Call open(HeldOrder order, List<Address> from, Address seller) {
    return new Call(
        Act.OPEN,
        from.stream().map(Address::checksummed).toList(),
        order.price().toString(),
        Hex.of(Abi.call("open(bytes32,address)", name(order), Abi.word(seller))));
  }

  /** Of an opening that counts. */
  static List<Call> of(HeldOrder order, Standing standing, Side side, long nowMillis) {
    boolean isDue = standing.isDue(nowMillis);
    List<Act> acts = side == Side.BUYER ? buyers(standing, isDue) : sellers(standing, isDue);
    return acts.stream().map(act -> call(act, order, standing, side)).toList();
  }

  /** Of one that does not count: it goes back. */
  static List<Call> back(HeldOrder order, Standing standing, Side side) {
    boolean open = standing.state() != State.PAID_OUT;
    return side == Side.SELLER && open
        ? List.of(call(Act.REFUND, order, standing, side))
        : List.of();
  }

  static Call withdraw(Address wallet) {
    return new Call(
        Act.WITHDRAW, List.of(wallet.checksummed()), "0", Hex.of(Abi.call("withdraw()")));
  }

  private static List<Act> buyers(Standing standing, boolean isDue) {
    List<Act> acts = new ArrayList<>();
    switch (standing.state()) {
      case FUNDED, SHIPPED -> {
        acts.add(Act.RELEASE);
        acts.add(Act.DISPUTE);
        if (standing.state() == State.FUNDED && isDue) {
          acts.add(Act.REFUND);
        }
      }
      case DISPUTED -> {
        acts.add(Act.RELEASE);
        if (isDue) {
          acts.add(Act.SETTLE);
        }
      }
      case NONE, PAID_OUT -> {}
    }
    return acts;
  }

  private static List<Act> sellers(Standing standing, boolean isDue) {
    List<Act> acts = new ArrayList<>();
    switch (standing.state()) {
      case FUNDED -> acts.addAll(List.of(Act.SHIP, Act.REFUND));
      case SHIPPED -> {
        if (isDue) {
          acts.add(Act.RELEASE);
        }
        acts.addAll(List.of(Act.REFUND, Act.DISPUTE));
      }
      case DISPUTED -> {
        acts.add(Act.REFUND);
        if (isDue) {
          acts.add(Act.SETTLE);
        }
      }
      case NONE, PAID_OUT -> {}
    }
    return acts;
  }

  private static Call call(Act act, HeldOrder order, Standing standing, Side side) {
    Address from = side == Side.BUYER ? standing.buyer() : standing.seller();
    String signature = act.name().toLowerCase(Locale.ROOT) + "(bytes32,address)";
    return new Call(
        act,
        List.of(from.checksummed()),
        BigInteger.ZERO.toString(),
        Hex.of(Abi.call(signature, name(order), Abi.word(standing.buyer()))));
  }

  private static byte[] name(HeldOrder order) {
    return Hex.bytes(order.key(), Abi.WORD);
  }
}
