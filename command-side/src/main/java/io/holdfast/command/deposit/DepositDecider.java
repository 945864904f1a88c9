package io.holdfast.command.deposit;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.command.deposit.Deposit.Credited;
import io.holdfast.command.deposit.Deposit.Final;
import io.holdfast.command.deposit.Deposit.Mined;
import io.holdfast.command.deposit.Deposit.Replaced;
import io.holdfast.command.deposit.Deposit.Seen;
import io.holdfast.command.deposit.Deposit.Suspended;
import io.holdfast.command.deposit.Deposit.Unmined;
import io.holdfast.command.deposit.Deposit.Unseen;
import io.holdfast.command.deposit.DepositRequest.Requested;
import io.holdfast.command.deposit.DepositRequest.Unrequested;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The machine of an inbound payment. Pure. The rail's follower tells what its node's chain says, in
 * order and at least once; every report has one answer, in whatever state it meets the payment.
 *
 * <table>
 *   <caption>State, what is reported, state after it ("quiet": accepted, nothing happens)</caption>
 *   <tr><th></th><th>Report, no block</th><th>Report in block B</th><th>Count in B</th>
 *       <th>Orphan B</th><th>Replace</th></tr>
 *   <tr><td>unseen</td><td>DETECTED or SUSPENSE</td><td>CONFIRMING or SUSPENSE</td>
 *       <td>NOT_FOUND</td><td>NOT_FOUND</td><td>NOT_FOUND</td></tr>
 *   <tr><td>DETECTED, ORPHANED, REPLACED</td><td>quiet</td><td>CONFIRMING</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>REPLACED</td></tr>
 *   <tr><td>CONFIRMING, CREDITED in B</td><td>quiet</td><td>quiet</td>
 *       <td>more: CONFIRMING, CREDITED, FINAL by depth; fewer or as many: quiet</td>
 *       <td>ORPHANED</td><td>WRONG_STATE</td></tr>
 *   <tr><td>CONFIRMING, CREDITED in another block</td><td>quiet</td>
 *       <td>orphaned from that one, CONFIRMING in B</td><td>WRONG_STATE</td><td>quiet</td>
 *       <td>WRONG_STATE</td></tr>
 *   <tr><td>FINAL in B</td><td>quiet</td><td>quiet</td><td>quiet</td>
 *       <td>WRONG_STATE; ORPHANED where a person accepted another branch past finality</td>
 *       <td>WRONG_STATE</td></tr>
 *   <tr><td>FINAL in another block</td><td>quiet</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>WRONG_STATE</td></tr>
 *   <tr><td>SUSPENSE</td><td>quiet</td><td>quiet</td><td>quiet</td><td>quiet</td><td>quiet</td></tr>
 * </table>
 *
 * <p>Wherever CONFIRMING stands, the credit depth and the finality depth may be reached at once;
 * then the credit and the finality follow in the same decision. Only a report takes a payment into
 * a block: a count that comes late can't credit what was orphaned. A payment that another one
 * replaced and that is mined after all is credited: the chain decides. A report of the same payment
 * with another content is refused with ALREADY_EXISTS_DIFFERENT in every state.
 *
 * <p>A payment for an order is never CREDITED: it goes from CONFIRMING to FINAL, and in that append
 * into the order's pot. What a person takes back past finality the pot keeps: the reversal is a
 * shortfall of the rail to the last unit, which the same payment repays when it is final again.
 */
public final class DepositDecider {
  public static final String UNKNOWN_REQUEST = "unknown-request";
  public static final String OTHER_ASSET = "other-asset";
  public static final String BELOW_DUST_LIMIT = "below-dust-limit";

  /** Short enough that the ids of its journal entries, made from it, are ids too. */
  private static final int MAX_ID_LENGTH = 105;

  private DepositDecider() {}

  /**
   * @param available what the account could give back, asked for only where it must
   * @throws Rejection MALFORMED_ID, AMOUNT_NOT_POSITIVE, ALREADY_EXISTS_DIFFERENT or WRONG_STATE
   */
  public static List<PaymentEvent> report(
      ReportPayment command, Intake intake, Supplier<BigInteger> available, Deposit state) {
    if (state instanceof Seen seen) {
      requireSame(command, seen.payment());
    }
    BlockRef block = command.block();
    return switch (state) {
      case Unseen _ -> firstSeen(command, intake);
      case Suspended _ -> List.of();
      case Unmined unmined ->
          block == null ? List.of() : confirm(unmined.payment(), block, 1, false);
      case Mined mined ->
          block == null || block.equals(mined.block())
              ? List.of()
              : movedTo(block, mined, available);
      case Final done -> {
        if (block != null && !block.equals(done.block())) {
          throw wrongState("The payment is final in another block.");
        }
        yield List.of();
      }
    };
  }

  /**
   * @throws Rejection NOT_FOUND, WRONG_STATE or MALFORMED_REQUEST
   */
  public static List<PaymentEvent> count(CountConfirmations command, Deposit state) {
    if (command.confirmations() < 1) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A payment in a block has at least one confirmation.");
    }
    return switch (state.requireSeen()) {
      case Suspended _ -> List.of();
      case Unmined _ -> throw wrongState("The payment stands in no block.");
      case Mined mined -> {
        requireIn(command.block(), mined.block());
        yield command.confirmations() <= mined.confirmations()
            ? List.of()
            : confirm(
                mined.payment(),
                command.block(),
                command.confirmations(),
                mined instanceof Credited);
      }
      case Final done -> {
        requireIn(command.block(), done.block());
        yield List.of();
      }
    };
  }

  /**
   * Quiet where the payment does not stand in that block: there is nothing to take back.
   *
   * @param acceptsBranch whether a person decided that the payment's rail goes over to another
   *     branch past finality; asked only of a final payment
   * @throws Rejection NOT_FOUND, or WRONG_STATE past the finality depth, where a person must decide
   */
  public static List<PaymentEvent> orphan(
      OrphanPayment command,
      BooleanSupplier acceptsBranch,
      Supplier<BigInteger> available,
      Deposit state) {
    return switch (state.requireSeen()) {
      case Suspended _, Unmined _ -> List.of();
      case Mined mined ->
          command.block().equals(mined.block()) ? orphaned(mined, available) : List.of();
      case Final done -> {
        if (!command.block().equals(done.block())) {
          yield List.of();
        }
        if (!acceptsBranch.getAsBoolean()) {
          throw wrongState("The payment is past the finality depth.");
        }
        yield takenBack(done.payment(), done.block(), true, available);
      }
    };
  }

  /**
   * @throws Rejection NOT_FOUND, or WRONG_STATE while it stands in a block
   */
  public static List<PaymentEvent> replace(ReplacePayment command, Deposit state) {
    return switch (state.requireSeen()) {
      case Suspended _ -> List.of();
      case Replaced _ -> List.of();
      case Unmined unmined ->
          List.of(new DepositReplaced(unmined.payment().depositId(), command.byTransaction()));
      case Mined _, Final _ -> throw wrongState("The payment stands in a block.");
    };
  }

  public static Deposit evolve(Deposit state, PaymentEvent event) {
    return DepositHistory.evolve(state, event);
  }

  private static List<PaymentEvent> firstSeen(ReportPayment command, Intake intake) {
    if (command.amount().signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "A payment is greater than zero.");
    }
    if (!command
        .depositId()
        .equals(DepositId.of(command.rail(), command.transaction(), command.output()))) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "A deposit's id is made of its rail, transaction and output.");
    }
    if (command.targetId().length() > MAX_ID_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "A deposit's id is too long to name its entries.");
    }
    List<PaymentEvent> events = new ArrayList<>();
    DepositDetected detected = detected(command, intake);
    events.add(detected);
    String suspense = suspense(command, intake);
    if (suspense != null) {
      events.add(new DepositSuspended(command.targetId(), suspense));
    } else if (command.block() != null) {
      events.addAll(confirm(DepositHistory.payment(detected), command.block(), 1, false));
    }
    return events;
  }

  private static DepositDetected detected(ReportPayment command, Intake intake) {
    return new DepositDetected(
        command.targetId(),
        command.requestId().value(),
        accountOf(command, intake.request()),
        command.rail(),
        command.transaction(),
        command.output(),
        command.amount().asset().code(),
        command.amount().digits(),
        creditDepth(command, intake),
        intake.finalityDepthBlocks(),
        command.seenAt().toEpochMilli());
  }

  /** An order has what is final, and nothing before. */
  private static int creditDepth(ReportPayment command, Intake intake) {
    return command.requestId().orderId().isPresent()
        ? intake.finalityDepthBlocks()
        : intake.creditDepthBlocks();
  }

  private static String accountOf(ReportPayment command, DepositRequest request) {
    return switch (request) {
      case Requested requested -> requested.accountId();
      case Unrequested _ -> AccountId.suspense(command.rail()).value();
    };
  }

  private static @Nullable String suspense(ReportPayment command, Intake intake) {
    if (!(intake.request() instanceof Requested request)) {
      return UNKNOWN_REQUEST;
    }
    if (!request.asset().equals(command.amount().asset().code())) {
      return OTHER_ASSET;
    }
    return command.amount().minor().compareTo(intake.dustLimit()) < 0 ? BELOW_DUST_LIMIT : null;
  }

  /** So many confirmations, and what they lead to. */
  private static List<PaymentEvent> confirm(
      Payment payment, BlockRef block, long confirmations, boolean credited) {
    List<PaymentEvent> events = new ArrayList<>();
    events.add(
        new DepositConfirmed(payment.depositId(), block.height(), block.hash(), confirmations));
    if (!credited && confirmations >= payment.creditDepthBlocks() && !payment.isForAPot()) {
      events.add(DepositJournal.credit(payment));
    }
    if (confirmations >= payment.finalityDepthBlocks()) {
      events.add(new DepositFinalized(payment.depositId()));
    }
    return events;
  }

  private static List<PaymentEvent> orphaned(Mined mined, Supplier<BigInteger> available) {
    return takenBack(mined.payment(), mined.block(), mined instanceof Credited, available);
  }

  private static List<PaymentEvent> takenBack(
      Payment payment, BlockRef block, boolean credited, Supplier<BigInteger> available) {
    List<PaymentEvent> events = new ArrayList<>();
    if (credited) {
      events.add(DepositJournal.reversal(payment, available.get()));
    }
    events.add(new DepositOrphaned(payment.depositId(), block.height(), block.hash()));
    return events;
  }

  /** A transaction stands in one block only: in another one, it has lost the first. */
  private static List<PaymentEvent> movedTo(
      BlockRef block, Mined mined, Supplier<BigInteger> available) {
    List<PaymentEvent> events = new ArrayList<>(orphaned(mined, available));
    Deposit after = mined;
    for (PaymentEvent event : events) {
      after = evolve(after, event);
    }
    events.addAll(confirm(after.requireSeen().payment(), block, 1, false));
    return events;
  }

  private static void requireSame(ReportPayment command, Payment payment) {
    if (!payment.requestId().equals(command.requestId().value())
        || !payment.rail().equals(command.rail())
        || !payment.transaction().equals(command.transaction())
        || payment.output() != command.output()
        || !payment.asset().equals(command.amount().asset().code())
        || !payment.amount().equals(command.amount().minor())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "This payment was reported with another content.");
    }
  }

  private static void requireIn(BlockRef block, BlockRef known) {
    if (!block.equals(known)) {
      throw wrongState("The payment stands in another block.");
    }
  }

  private static Rejection wrongState(String message) {
    return new Rejection(ErrorCode.WRONG_STATE, message);
  }
}
