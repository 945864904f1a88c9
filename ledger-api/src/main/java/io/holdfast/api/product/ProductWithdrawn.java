package io.holdfast.api.product;

import org.axonframework.serialization.Revision;

/** It can't be ordered any more. */
@Revision("1")
public record ProductWithdrawn(String productId) implements ProductEvent {}
