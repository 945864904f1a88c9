package io.holdfast.gateway.content;

import io.holdfast.api.error.Rejection;
import java.nio.file.Path;

/** Looks into content before it is kept. Thread-safe; blocks. */
@FunctionalInterface
interface ContentScan {
  /** Where nobody asked for a scanner. */
  ContentScan NONE = _ -> {};

  /**
   * Returns where nothing was found.
   *
   * @throws Rejection CONTENT_REFUSED where something was; CONTENT_UNAVAILABLE where nobody could
   *     look
   */
  void require(Path file);
}
