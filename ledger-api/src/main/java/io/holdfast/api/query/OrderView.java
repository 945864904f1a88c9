package io.holdfast.api.query;

import io.holdfast.api.escrow.CancelCause;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReleaseCause;
import io.holdfast.api.quote.Rounding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, as both its sides and staff see it. What is sealed of it is not here. Amounts are of
 * {@code asset}; what was paid is what was paid out and what the pot still has.
 *
 * @param potAccountId null where a contract keeps the money
 * @param product null where it is for no product
 * @param payment a {@link PaymentMode}
 * @param state an {@link OrderState}
 * @param paid what came in finally, in sum; for a contract's order what the contract says
 * @param seen what was seen and is not final, in sum
 * @param waitsFor an {@link OrderDeadline}; null when the order is over, as its moment is
 * @param releaseAnnounced how often the buyer was told that it is going to be released by itself
 * @param endedBy who ended it; null where time or a contract did
 * @param endCause a {@link ReleaseCause}, {@link CancelCause} or {@link DecisionReason}; null where
 *     the state alone tells it
 * @param recorded where a contract has a payment of it on record, finally; null before
 * @param quoted null where the price was named in the asset in which it is paid
 */
public record OrderView(
    String orderId,
    String buyerId,
    String buyerAccountId,
    String sellerId,
    String sellerAccountId,
    @Nullable String potAccountId,
    String itemReference,
    String title,
    @Nullable String metadataCid,
    @Nullable Bought product,
    String asset,
    String price,
    String payment,
    String state,
    String paid,
    String seen,
    String paidToSeller,
    String paidToBuyer,
    @Nullable String trackingCid,
    @Nullable String waitsFor,
    @Nullable Long dueAtMillis,
    @Nullable String cancellationAskedBy,
    int releaseAnnounced,
    @Nullable String endedBy,
    @Nullable String endCause,
    @Nullable Dispute dispute,
    @Nullable Recorded recorded,
    @Nullable Quoted quoted,
    Times times,
    boolean hasDeliveryAddress,
    long createdAtMillis,
    long changedAtMillis,
    long logIndex)
    implements View {
  /** Whether this person is one of its two sides. */
  public boolean isOf(String userId) {
    return buyerId.equals(userId) || sellerId.equals(userId);
  }

  @Override
  public String key() {
    return orderId;
  }

  /** Which payment a contract has on record, and the block of a chain that holds the record. */
  public record Recorded(
      String paymentId,
      String rail,
      String transaction,
      long height,
      String blockHash,
      long atMillis) {}

  /**
   * What the price was before it was quoted in the order's asset.
   *
   * @param amount in minor units of {@code asset}
   * @param rate whole units of the order's asset for one of this one
   * @param rounding a {@link Rounding}
   */
  public record Quoted(
      String quoteId,
      String asset,
      String amount,
      String rate,
      String rounding,
      String source,
      long ratedAtMillis) {}

  /**
   * What of a product was bought.
   *
   * @param version as which it was bought
   * @param quantity so many, for the price together
   */
  public record Bought(String productId, long version, int quantity) {}

  /** What was agreed on how long each may take. */
  public record Times(
      long fundingMillis,
      long shippingMillis,
      long confirmationMillis,
      long disputeWindowMillis,
      long answerMillis,
      long decisionMillis,
      long appealMillis) {}

  /**
   * A dispute, with the decision that stands last.
   *
   * @param reason a {@link DisputeReason}
   * @param decidedBy null where time decided
   * @param decision a {@link DecisionReason}
   */
  public record Dispute(
      DisputeStage stage,
      String openedBy,
      String reason,
      long openedAtMillis,
      @Nullable String answeredBy,
      List<Evidence> evidence,
      @Nullable String decidedBy,
      @Nullable String decision,
      @Nullable String toSeller,
      @Nullable String toBuyer,
      @Nullable Long decidedAtMillis,
      @Nullable String appealedBy) {
    public Dispute {
      evidence = List.copyOf(evidence);
    }

    public static Dispute opened(
        String by, String reason, @Nullable Evidence complaint, long atMillis) {
      return new Dispute(
          DisputeStage.OPENED,
          by,
          reason,
          atMillis,
          null,
          complaint == null ? List.of() : List.of(complaint),
          null,
          null,
          null,
          null,
          null,
          null);
    }

    public Dispute showing(Evidence more) {
      List<Evidence> all = new ArrayList<>(evidence);
      all.add(more);
      return new Dispute(
          stage,
          openedBy,
          reason,
          openedAtMillis,
          answeredBy,
          all,
          decidedBy,
          decision,
          toSeller,
          toBuyer,
          decidedAtMillis,
          appealedBy);
    }

    public Dispute answered(String by) {
      return new Dispute(
          DisputeStage.ANSWERED,
          openedBy,
          reason,
          openedAtMillis,
          by,
          evidence,
          decidedBy,
          decision,
          toSeller,
          toBuyer,
          decidedAtMillis,
          appealedBy);
    }

    public Dispute appealed(String by) {
      return new Dispute(
          DisputeStage.APPEALED,
          openedBy,
          reason,
          openedAtMillis,
          answeredBy,
          evidence,
          decidedBy,
          decision,
          toSeller,
          toBuyer,
          decidedAtMillis,
          by);
    }

    /** Decided, or carried out. */
    public Dispute decided(
        DisputeStage next,
        @Nullable String by,
        @Nullable String why,
        String sellerShare,
        String buyerShare,
        long atMillis) {
      return new Dispute(
          next,
          openedBy,
          reason,
          openedAtMillis,
          answeredBy,
          evidence,
          by,
          why,
          sellerShare,
          buyerShare,
          atMillis,
          appealedBy);
    }
  }

  /** How far a dispute is. */
  public enum DisputeStage {
    OPENED,
    ANSWERED,
    DECIDED,
    APPEALED,
    RESOLVED
  }

  /** One thing that a side has shown. */
  public record Evidence(String by, String cid, long atMillis, EvidenceKind kind) {}

  /** On what occasion it was shown. */
  public enum EvidenceKind {
    COMPLAINT,
    ANSWER,
    MORE,
    APPEAL
  }
}
