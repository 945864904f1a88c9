package io.holdfast.api.product;

/** Whether a product can be ordered. */
public enum ProductState {
  OFFERED,
  WITHDRAWN
}
