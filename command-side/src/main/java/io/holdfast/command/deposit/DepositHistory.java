package io.holdfast.command.deposit;

import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.command.deposit.Deposit.Confirming;
import io.holdfast.command.deposit.Deposit.Credited;
import io.holdfast.command.deposit.Deposit.Detected;
import io.holdfast.command.deposit.Deposit.Final;
import io.holdfast.command.deposit.Deposit.Mined;
import io.holdfast.command.deposit.Deposit.Orphaned;
import io.holdfast.command.deposit.Deposit.Replaced;
import io.holdfast.command.deposit.Deposit.Suspended;
import java.math.BigInteger;

/** Folds the facts of one payment into its state. A fact that cannot follow is a defect. */
final class DepositHistory {
  private DepositHistory() {}

  static Deposit evolve(Deposit state, PaymentEvent event) {
    return switch (event) {
      case DepositDetected detected -> new Detected(payment(detected));
      case DepositConfirmed confirmed -> confirmed(state, confirmed);
      case DepositCredited _ -> {
        Mined mined = mined(state, event);
        yield new Credited(mined.payment().credited(), mined.block(), mined.confirmations());
      }
      case DepositFinalized _ -> {
        Mined mined = mined(state, event);
        yield new Final(mined.payment(), mined.block());
      }
      case DepositReversed reversed -> {
        BigInteger shortfall = new BigInteger(reversed.shortfall());
        if (state instanceof Final done) {
          Payment payment = done.payment();
          yield new Confirming(
              payment.reversed(shortfall), done.block(), payment.finalityDepthBlocks());
        }
        Mined mined = mined(state, event);
        yield new Confirming(
            mined.payment().reversed(shortfall), mined.block(), mined.confirmations());
      }
      case DepositOrphaned _ -> new Orphaned(state.requireSeen().payment());
      case DepositReplaced _ -> new Replaced(state.requireSeen().payment());
      case DepositSuspended _ -> new Suspended(state.requireSeen().payment());
    };
  }

  static Payment payment(DepositDetected detected) {
    return new Payment(
        detected.depositId(),
        detected.requestId(),
        detected.accountId(),
        detected.rail(),
        detected.transaction(),
        detected.output(),
        detected.asset(),
        new BigInteger(detected.amount()),
        detected.creditDepthBlocks(),
        detected.finalityDepthBlocks(),
        detected.seenAtMillis(),
        0,
        BigInteger.ZERO);
  }

  private static Deposit confirmed(Deposit state, DepositConfirmed event) {
    Payment payment = state.requireSeen().payment();
    BlockRef block = new BlockRef(event.height(), event.blockHash());
    return state instanceof Credited
        ? new Credited(payment, block, event.confirmations())
        : new Confirming(payment, block, event.confirmations());
  }

  private static Mined mined(Deposit state, PaymentEvent event) {
    if (state instanceof Mined mined) {
      return mined;
    }
    throw new IllegalStateException(event + " cannot follow " + state);
  }
}
