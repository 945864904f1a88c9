package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * The record that a contract is to keep of an order's payment outside the chain, as its rail sees
 * it now. Before it is FINAL, a reorganisation may take it back from IN_BLOCK to SENT.
 *
 * @param rail whose contract; null where nothing is to be recorded
 * @param transaction that makes the record; null before one was sent
 * @param height and {@code blockHash}: its block; null while none has it
 * @param detail why it waits or was refused, for people, or null
 */
public record PaymentRecord(
    State state,
    @Nullable String rail,
    @Nullable String transaction,
    @Nullable Long height,
    @Nullable String blockHash,
    @Nullable String detail) {
  public static final PaymentRecord NONE =
      new PaymentRecord(State.NONE, null, null, null, null, null);

  /** How far it is. */
  public enum State {
    /** Nothing is to be recorded. */
    NONE,
    /** It is to be recorded. */
    WAITING,
    /** The chain was given it, and no block has it. */
    SENT,
    /** A block has it that is not final. */
    IN_BLOCK,
    /** It is on record for ever, and the order was told. */
    FINAL,
    /** It cannot be recorded: a person looks. */
    REFUSED
  }
}
