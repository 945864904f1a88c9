package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.gateway.bus.Ask;
import reactor.core.publisher.Mono;

/** What an act of an order may name: what the one who acts brought for this very order. */
public interface OrderContent {
  /** Ends with NOT_FOUND where the caller uploaded no such content for this order. */
  Mono<Void> require(Ask ask, OrderId order, Cid cid);
}
