package io.holdfast.gateway.product;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.money.Assets;
import io.holdfast.api.product.Category;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Offer;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductCommand;
import io.holdfast.api.product.ProductId;
import io.holdfast.api.product.Search;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.query.Find.FindProducts;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ProductView;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.content.ProductContent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Products, offered by each to all. */
@RestController
@RequestMapping("/api/products")
@Tag(name = "Products", description = "Offer something, and find what others offer.")
class ProductController {
  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;
  private final Assets assets;
  private final ProductContent content;

  ProductController(
      Commands commands, Queries queries, OwnAccounts own, Assets assets, ProductContent content) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
    this.assets = assets;
    this.content = content;
  }

  /** No content: the path says it all. */
  record Nothing() {}

  @PostMapping
  @Operation(
      summary = "Offer something",
      description =
          "The caller sells. Everybody who is signed in sees it, with its images. Errors:"
              + " UNKNOWN_ASSET, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE,"
              + " AMOUNT_TOO_LARGE, MALFORMED_REQUEST, MALFORMED_ID, NOT_FOUND (account or image),"
              + " FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ProductView>> offer(Ask ask, @RequestBody NewProduct request) {
    ProductId id = new ProductId(ask.newId(ProductId.PREFIX));
    Offer offer = request.offer().toOffer(assets);
    UserId seller = new UserId(ask.caller().userId());
    return own.require(ask, request.accountId())
        .flatMap(
            account ->
                content
                    .require(ask, offer.images())
                    .then(send(ask, new OfferProduct(id, new Party(seller, account), offer))))
        .map(Answers::created);
  }

  @GetMapping
  @Operation(
      summary = "Products, newest first",
      description =
          "What is offered; who names themselves as the seller, and staff that names one, sees what"
              + " is withdrawn, too. Errors: MALFORMED_REQUEST, MALFORMED_ID, UNKNOWN_ASSET,"
              + " CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<ProductView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable String sellerId,
      @RequestParam(required = false) @Nullable String asset,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindProducts(
                ask.scope(),
                null,
                sellerId == null ? null : new UserId(sellerId).value(),
                category == null ? null : new Category(category).value(),
                asset == null ? null : assets.require(asset).code(),
                q == null ? null : Search.of(q),
                sellerId == null,
                Answers.page(after, limit),
                ask.waitForIndex()),
            ProductView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{productId}")
  @Operation(
      summary = "One product",
      description =
          "As it is now. One that is withdrawn is there for its seller and staff. Errors:"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ProductView>> get(Ask ask, @PathVariable String productId) {
    return find(ask, new ProductId(productId), ask.waitForIndex()).map(Answers::row);
  }

  @PutMapping("/{productId}")
  @Operation(
      summary = "Change a product",
      description =
          "By its seller, as a whole: another version of it, for orders to come. The same again is"
              + " quiet, so no key is needed. Errors: as to offer one.")
  Mono<ResponseEntity<ProductView>> change(
      Ask ask, @PathVariable String productId, @RequestBody OfferWish request) {
    Offer offer = request.toOffer(assets);
    return requireOwn(ask, productId)
        .then(content.require(ask, offer.images()))
        .then(act(ask, productId, (id, seller) -> new ChangeProduct(id, seller, offer)))
        .map(Answers::row);
  }

  @PostMapping("/{productId}/withdraw")
  @Operation(
      summary = "Withdraw a product",
      description =
          "By its seller. Nobody orders it any more; orders that are made go on. Errors: FORBIDDEN,"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ProductView>> withdraw(
      Ask ask, @PathVariable String productId, @RequestBody Nothing nothing) {
    return requireOwn(ask, productId)
        .then(act(ask, productId, WithdrawProduct::new))
        .map(Answers::row);
  }

  @PostMapping("/{productId}/offer")
  @Operation(
      summary = "Offer a product again",
      description =
          "By its seller, as it is. Errors: FORBIDDEN, MALFORMED_ID, NOT_FOUND,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ProductView>> offerAgain(
      Ask ask, @PathVariable String productId, @RequestBody Nothing nothing) {
    return requireOwn(ask, productId)
        .then(act(ask, productId, OfferProductAgain::new))
        .map(Answers::row);
  }

  /** What the caller may see and not change is FORBIDDEN, before anything is sent. */
  private Mono<ProductView> requireOwn(Ask ask, String productId) {
    return find(ask, new ProductId(productId), ask.waitForIndex())
        .map(page -> page.items().getFirst())
        .doOnNext(
            product -> {
              if (!product.sellerId().equals(ask.caller().userId())) {
                throw new Rejection(ErrorCode.FORBIDDEN, "Only its seller changes a product.");
              }
            });
  }

  private Mono<Page<ProductView>> act(
      Ask ask, String productId, BiFunction<ProductId, UserId, ProductCommand> wish) {
    return send(ask, wish.apply(new ProductId(productId), new UserId(ask.caller().userId())));
  }

  private Mono<Page<ProductView>> send(Ask ask, ProductCommand command) {
    return commands
        .send(ask, command)
        .flatMap(done -> find(ask, command.productId(), done.logIndex()));
  }

  private Mono<Page<ProductView>> find(Ask ask, ProductId id, long minLogIndex) {
    return queries.one(
        new FindProducts(
            ask.scope(), id.value(), null, null, null, null, false, Answers.single(), minLogIndex),
        ProductView.class);
  }
}
