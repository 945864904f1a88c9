package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.gateway.bus.Ask;
import java.util.List;
import reactor.core.publisher.Mono;

/** What a product may show: images that the one who offers it brought as their own. */
public interface ProductContent {
  /**
   * Ends with NOT_FOUND where the caller uploaded no such content for themselves, and with
   * MALFORMED_REQUEST where it is no image.
   */
  Mono<Void> require(Ask ask, List<Cid> images);
}
