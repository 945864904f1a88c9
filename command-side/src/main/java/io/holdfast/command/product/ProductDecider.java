package io.holdfast.command.product;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Image;
import io.holdfast.api.product.Offer;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.product.ProductCommand;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.api.product.ProductOfferedAgain;
import io.holdfast.api.product.ProductWithdrawn;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.user.UserId;
import io.holdfast.command.product.Product.Existing;
import io.holdfast.command.product.Product.Offered;
import io.holdfast.command.product.Product.Unknown;
import io.holdfast.command.product.Product.Withdrawn;
import java.util.List;

/**
 * The rules of a product. Pure.
 *
 * <pre>
 *            Offer Change Withdraw Again
 * Unknown    O     ?      ?        ?
 * Offered    =     +      W        =
 * Withdrawn  =     +      =        O
 * </pre>
 *
 * <p>A letter is the state after it; '+': another version, the state stays; '=': quiet; '?':
 * NOT_FOUND. Offered anew with another content it is ALREADY_EXISTS_DIFFERENT; to change what it is
 * already is quiet. Who is not its seller is told FORBIDDEN.
 */
public final class ProductDecider {
  private static final long FIRST = 1;

  private ProductDecider() {}

  /**
   * What follows from a command.
   *
   * @throws Rejection the product says no; nothing happened
   */
  static List<ProductEvent> decide(ProductCommand command, Product state) {
    return switch (command) {
      case OfferProduct c -> offer(c, state);
      case ChangeProduct c -> change(c, require(c.by(), state));
      case WithdrawProduct c ->
          switch (require(c.by(), state)) {
            case Offered _ -> List.of(new ProductWithdrawn(c.targetId()));
            case Withdrawn _ -> List.of();
          };
      case OfferProductAgain c ->
          switch (require(c.by(), state)) {
            case Offered _ -> List.of();
            case Withdrawn _ -> List.of(new ProductOfferedAgain(c.targetId()));
          };
    };
  }

  private static List<ProductEvent> offer(OfferProduct command, Product state) {
    ProductOffered wish = offered(command);
    return switch (state) {
      case Unknown _ -> {
        command.seller().accountId().requireNoPot();
        yield List.of(wish);
      }
      case Existing known -> {
        if (!known.first().equals(wish)) {
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT, "A product with this id is another.");
        }
        yield List.of();
      }
    };
  }

  private static List<ProductEvent> change(ChangeProduct command, Existing known) {
    ProductChanged same = changed(command, known.now().version());
    return same.equals(known.now())
        ? List.of()
        : List.of(changed(command, known.now().version() + 1));
  }

  private static Existing require(UserId by, Product state) {
    Existing known = state.requireExisting();
    if (!known.isOf(by.value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only its seller changes a product.");
    }
    return known;
  }

  static Product evolve(Product state, ProductEvent event) {
    return switch (event) {
      case ProductOffered e when state instanceof Unknown -> new Offered(e, firstVersion(e));
      case ProductOffered e -> throw new Defect(e.productId() + " was offered twice");
      case ProductChanged e -> state.requireExisting().as(e);
      case ProductWithdrawn _ -> {
        Existing known = state.requireExisting();
        yield new Withdrawn(known.first(), known.now());
      }
      case ProductOfferedAgain _ -> {
        Existing known = state.requireExisting();
        yield new Offered(known.first(), known.now());
      }
    };
  }

  private static ProductChanged firstVersion(ProductOffered e) {
    return new ProductChanged(
        e.productId(),
        FIRST,
        e.title(),
        e.description(),
        e.category(),
        e.specification(),
        e.images(),
        e.asset(),
        e.price());
  }

  private static ProductOffered offered(OfferProduct command) {
    Offer offer = command.offer();
    return new ProductOffered(
        command.targetId(),
        command.seller().userId().value(),
        command.seller().accountId().value(),
        offer.title(),
        offer.description(),
        offer.category().value(),
        offer.specification(),
        images(offer),
        offer.price().asset().code(),
        offer.price().digits());
  }

  private static ProductChanged changed(ChangeProduct command, long version) {
    Offer offer = command.offer();
    return new ProductChanged(
        command.targetId(),
        version,
        offer.title(),
        offer.description(),
        offer.category().value(),
        offer.specification(),
        images(offer),
        offer.price().asset().code(),
        offer.price().digits());
  }

  private static List<Image> images(Offer offer) {
    return offer.images().stream().map(Cid::value).map(Image::new).toList();
  }
}
