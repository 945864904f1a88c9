package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Looks it up where uploads are written down. */
final class UploadedForOrders implements OrderContent {
  private final Uploads uploads;
  private final Scheduler workers;

  UploadedForOrders(Uploads uploads, Scheduler workers) {
    this.uploads = uploads;
    this.workers = workers;
  }

  @Override
  public Mono<Void> require(Ask ask, OrderId order, Cid cid) {
    UserId caller = new UserId(ask.caller().userId());
    return Mono.fromCallable(() -> uploads.find(cid, caller, order))
        .subscribeOn(workers)
        .flatMap(
            found ->
                found.isPresent()
                    ? Mono.empty()
                    : Mono.error(
                        () ->
                            new Rejection(
                                ErrorCode.NOT_FOUND,
                                "There is no such content for this order. Upload it for the order"
                                    + " first.")));
  }
}
