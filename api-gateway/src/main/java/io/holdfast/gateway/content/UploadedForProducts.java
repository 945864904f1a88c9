package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Looks it up where uploads are written down. */
final class UploadedForProducts implements ProductContent {
  /** What every browser shows and none runs. */
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private final Uploads uploads;
  private final Scheduler workers;

  UploadedForProducts(Uploads uploads, Scheduler workers) {
    this.uploads = uploads;
    this.workers = workers;
  }

  @Override
  public Mono<Void> require(Ask ask, List<Cid> images) {
    UserId caller = new UserId(ask.caller().userId());
    return Mono.<Void>fromRunnable(() -> images.forEach(cid -> require(cid, caller)))
        .subscribeOn(workers);
  }

  private void require(Cid cid, UserId caller) {
    Upload upload =
        uploads
            .find(cid, caller, null)
            .orElseThrow(
                () ->
                    new Rejection(
                        ErrorCode.NOT_FOUND,
                        "There is no such content of yours. Upload it for no order first."));
    if (!IMAGES.contains(upload.type())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A product shows images: PNG, JPEG, GIF or WebP.");
    }
  }
}
