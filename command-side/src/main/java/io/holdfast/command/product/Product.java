package io.holdfast.command.product;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.product.ProductOffered;

/** What the ledger knows of one product. */
public sealed interface Product {
  /** Nobody has offered it. */
  Unknown UNKNOWN = new Unknown();

  /**
   * @throws Rejection NOT_FOUND
   */
  Existing requireExisting();

  /** There is no such product. */
  record Unknown() implements Product {
    @Override
    public Existing requireExisting() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such product.");
    }
  }

  /** A product. */
  sealed interface Existing extends Product {
    /** As it was offered; seller and account never change. */
    ProductOffered first();

    /** The version that counts; the first, too, in the form of a change. */
    ProductChanged now();

    /** The same, with another content. */
    Existing as(ProductChanged next);

    @Override
    default Existing requireExisting() {
      return this;
    }

    /** Whether it is this person's. */
    default boolean isOf(String userId) {
      return first().sellerId().equals(userId);
    }
  }

  /** It can be ordered. */
  record Offered(ProductOffered first, ProductChanged now) implements Existing {
    @Override
    public Offered as(ProductChanged next) {
      return new Offered(first, next);
    }
  }

  /** It can't be ordered, until it is offered again. */
  record Withdrawn(ProductOffered first, ProductChanged now) implements Existing {
    @Override
    public Withdrawn as(ProductChanged next) {
      return new Withdrawn(first, next);
    }
  }
}
