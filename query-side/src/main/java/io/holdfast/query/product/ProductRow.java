package io.holdfast.query.product;

import io.holdfast.api.query.ProductView;

/** A product as its table keeps it. */
record ProductRow(ProductView view, long createdIndex) {}
