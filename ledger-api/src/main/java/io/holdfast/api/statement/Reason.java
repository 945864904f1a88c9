package io.holdfast.api.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a balance changed: what the log says, and nothing besides. What it does not say, or says of
 * another customer, is null.
 *
 * @param lines the entry's postings; to a customer only those on their own accounts
 * @param cause the event by which the entry was booked
 * @param subject what the entry refers to, and all that happened to it; null where that is nothing
 *     in the log but the entry itself, or another customer's
 * @param approvals who agreed to a withdrawal before it was booked, in order
 * @param payment how it stands on its chain; null where it has to do with none
 * @param paymentId of an order's payment that the entry booked
 * @param receipt M-Pesa's receipt of that payment
 * @param recorded where a contract has that payment on record
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record Reason(
    Posting posting,
    List<Line> lines,
    Fact cause,
    @Nullable Subject subject,
    List<Approval> approvals,
    @Nullable Payment payment,
    @Nullable String paymentId,
    @Nullable String receipt,
    @Nullable Payment recorded,
    long reflectedIndex) {
  public Reason {
    lines = List.copyOf(lines);
    approvals = List.copyOf(approvals);
  }

  /** One side of the entry. */
  public record Line(String accountId, String asset, String amount) {}

  /**
   * An event, with what stands beside it in the log.
   *
   * @param actor who asked for what led to it: a user's id, or {@code system:…}
   * @param command the id of the command that made it, which is not kept
   * @param causeEventId the event that led to that command
   */
  public record Fact(
      long logIndex,
      String eventId,
      String type,
      String aggregateId,
      long atMillis,
      @Nullable String actor,
      @Nullable String session,
      @Nullable String requestId,
      @Nullable String correlationId,
      @Nullable String command,
      @Nullable String causeEventId,
      @Nullable String rail,
      @Nullable Long height,
      @Nullable String blockHash,
      @Nullable String transaction) {}

  /** What it refers to; the facts are in order, and the first of them where there are very many. */
  public record Subject(String id, List<Fact> facts) {
    public Subject {
      facts = List.copyOf(facts);
    }
  }

  /** One person's yes. */
  public record Approval(String approver, long atMillis, long logIndex) {}

  /**
   * A payment on a chain, as it stood when the entry was booked; of a reversal, in the block that
   * lost its place.
   *
   * @param id the deposit's or the withdrawal's; null of a contract's record
   */
  public record Payment(
      @Nullable String id,
      @Nullable String rail,
      @Nullable String transaction,
      @Nullable Long output,
      @Nullable Long height,
      @Nullable String blockHash,
      @Nullable Long confirmations) {}
}
