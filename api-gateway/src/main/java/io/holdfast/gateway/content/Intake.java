package io.holdfast.gateway.content;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.Sealed;
import io.holdfast.gateway.content.Spool.Most;
import io.holdfast.gateway.personal.PersonalData;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Takes uploads in. Each step may refuse, and then nothing is left of the upload: the bytes are
 * looked at while they lie in the spool, kept, and only then named by a row. Cut off between the
 * last two, bytes are kept that nobody names or sees; the cleaner finds them. Thread-safe; blocks
 * for as long as the upload takes.
 */
final class Intake {
  private final ContentSettings settings;
  private final Slots slots;
  private final Spool spool;
  private final ContentTypes types;
  private final ContentScan scan;
  private final Contents contents;
  private final ContentStore store;
  private final Uploads uploads;
  private final PersonalData personal;
  private final Clock clock;

  Intake(
      ContentSettings settings,
      Slots slots,
      Spool spool,
      ContentTypes types,
      ContentScan scan,
      Contents contents,
      ContentStore store,
      Uploads uploads,
      PersonalData personal,
      Clock clock) {
    this.settings = settings;
    this.slots = slots;
    this.spool = spool;
    this.types = types;
    this.scan = scan;
    this.contents = contents;
    this.store = store;
    this.uploads = uploads;
    this.personal = personal;
    this.clock = clock;
  }

  /**
   * Before a byte is read.
   *
   * @param announced how many bytes are said to come, or -1
   * @throws Rejection BODY_TOO_LARGE
   */
  void requireSmall(long announced) {
    if (announced > settings.maxBytes().toBytes()) {
      throw tooLarge();
    }
  }

  /**
   * Ends once the bytes are kept for good.
   *
   * @throws Rejection BODY_TOO_LARGE, LIMIT_PER_DAY_EXCEEDED, TOO_MANY_REQUESTS, TYPE_MISMATCH,
   *     CONTENT_REFUSED, CONTENT_UNAVAILABLE, and MALFORMED_REQUEST where the bytes end too early
   */
  Upload take(Offer offer, InputStream bytes) {
    try (Slots.Slot _ = slots.take(offer.person());
        Spooled spooled = spool.take(bytes, most(offer))) {
      String type = types.of(spooled.file(), offer.type());
      scan.require(spooled.file());
      if (!contents.renew(spooled.cid())) {
        store.keep(spooled);
      }
      return uploads.record(
          new Upload(
              spooled.cid(),
              spooled.size(),
              type,
              nameOf(offer),
              offer.person(),
              offer.order(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  private Most most(Offer offer) {
    long one = settings.maxBytes().toBytes();
    long left = uploads.bytesLeft(offer.person());
    return left < one ? new Most(left, Uploads.tooMuchForADay()) : new Most(one, tooLarge());
  }

  private @Nullable Sealed nameOf(Offer offer) {
    String name = offer.fileName();
    return name == null ? null : personal.seal(offer.person(), name);
  }

  private Rejection tooLarge() {
    return new Rejection(
        ErrorCode.BODY_TOO_LARGE, "An upload has at most " + words(settings.maxBytes()) + ".");
  }

  /** As people write it, where it is a whole number of megabytes. */
  private static String words(DataSize size) {
    return size.equals(DataSize.ofMegabytes(size.toMegabytes()))
        ? size.toMegabytes() + " MB"
        : size.toBytes() + " bytes";
  }
}
