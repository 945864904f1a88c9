package io.holdfast.api.product;

import org.axonframework.serialization.Revision;

/** It can be ordered again, as it was when it was withdrawn or was changed to since. */
@Revision("1")
public record ProductOfferedAgain(String productId) implements ProductEvent {}
