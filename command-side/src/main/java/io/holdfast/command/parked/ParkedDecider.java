package io.holdfast.command.parked;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.command.parked.Parked.Discarded;
import io.holdfast.command.parked.Parked.Held;
import io.holdfast.command.parked.Parked.Nothing;
import io.holdfast.command.parked.Parked.Open;
import io.holdfast.command.parked.Parked.Resolved;
import io.holdfast.command.parked.Parked.Waiting;
import java.util.List;

/**
 * The rules of what failed. The law: it is open until it was accepted or a person discarded it;
 * what is discarded is never tried again. What those who retry tell is quiet where it is known;
 * what a second person decides on something closed, or ordered already, is refused. Pure.
 *
 * <p>The same failure of something that was resolved is parked anew: a block may lose its place
 * twice.
 */
public final class ParkedDecider {
  private ParkedDecider() {}

  /**
   * @throws Rejection NOT_FOUND, WRONG_STATE
   */
  public static List<ParkedEvent> decide(ParkedCommand command, Parked parked, RetryPlan plan) {
    return switch (command) {
      case ParkFailure park -> park(park, parked, plan);
      case RetryParked retry -> retry(retry, parked);
      case DiscardParked discard -> discard(discard, parked);
      case RecordRetryFailed failed -> failed(failed, parked, plan);
      case ResolveParked resolve ->
          parked instanceof Open
              ? List.of(new ParkedResolved(resolve.targetId(), resolve.outcome()))
              : List.of();
    };
  }

  public static Parked evolve(Parked parked, ParkedEvent event) {
    return switch (event) {
      case FailureParked e -> open(0, e.nextRetryAtMillis());
      case ParkedRetryOrdered _ -> new Waiting(attempts(parked), true);
      case ParkedRetryFailed e -> open(e.attempt(), e.nextRetryAtMillis());
      case ParkedResolved _ -> new Resolved();
      case ParkedDiscarded e -> new Discarded(e.discardedBy(), e.reason());
    };
  }

  private static Parked open(int attempts, long nextRetryAtMillis) {
    return nextRetryAtMillis == RetryPlan.NEVER ? new Held(attempts) : new Waiting(attempts, false);
  }

  private static int attempts(Parked parked) {
    return parked instanceof Open open ? open.attempts() : 0;
  }

  private static List<ParkedEvent> park(ParkFailure command, Parked parked, RetryPlan plan) {
    return switch (parked) {
      case Open _, Discarded _ -> List.of();
      case Nothing _, Resolved _ ->
          List.of(
              new FailureParked(
                  command.targetId(),
                  command.kind().name(),
                  command.source(),
                  command.what(),
                  command.target(),
                  command.payload(),
                  command.errorCode(),
                  command.error(),
                  command.block() == null ? 0 : command.block().height(),
                  command.block() == null ? null : command.block().hash(),
                  command.transaction(),
                  command.at().toEpochMilli(),
                  plan.nextMillis(0, command.at())));
    };
  }

  private static List<ParkedEvent> retry(RetryParked command, Parked parked) {
    return switch (parked) {
      case Waiting(int _, boolean ordered) when ordered ->
          throw wrongState("A retry was ordered already.");
      case Waiting _, Held _ ->
          List.of(
              new ParkedRetryOrdered(
                  command.targetId(), command.orderedBy(), command.at().toEpochMilli()));
      case Resolved _, Discarded _ -> throw closed();
      case Nothing _ -> throw notFound();
    };
  }

  private static List<ParkedEvent> discard(DiscardParked command, Parked parked) {
    return switch (parked) {
      case Open _ ->
          List.of(new ParkedDiscarded(command.targetId(), command.discardedBy(), command.reason()));
      case Discarded(String by, String reason)
          when by.equals(command.discardedBy()) && reason.equals(command.reason()) ->
          List.of();
      case Resolved _, Discarded _ -> throw closed();
      case Nothing _ -> throw notFound();
    };
  }

  private static List<ParkedEvent> failed(
      RecordRetryFailed command, Parked parked, RetryPlan plan) {
    return switch (parked) {
      case Open open when command.attempt() == open.attempts() + 1 ->
          List.of(
              new ParkedRetryFailed(
                  command.targetId(),
                  command.attempt(),
                  command.errorCode(),
                  command.error(),
                  plan.nextMillis(command.attempt(), command.at())));
      case Open _, Resolved _, Discarded _ -> List.of();
      case Nothing _ -> throw notFound();
    };
  }

  private static Rejection closed() {
    return wrongState("It was resolved or discarded meanwhile.");
  }

  private static Rejection wrongState(String message) {
    return new Rejection(ErrorCode.WRONG_STATE, message);
  }

  private static Rejection notFound() {
    return new Rejection(ErrorCode.NOT_FOUND, "Nothing of this id was parked.");
  }
}
