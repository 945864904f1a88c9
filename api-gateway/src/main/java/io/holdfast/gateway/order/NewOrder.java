package io.holdfast.gateway.order;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OrderTimes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be bought, of whom, and how it is paid. The caller is the buyer. An order is for an
 * item, or for a product, which then says of whom, what, and for how much.
 */
record NewOrder(
    @Schema(example = "account:alice-main", description = "The buyer's own.")
        @Nullable String accountId,
    @Schema(example = "account:bob-main", description = "Its owner is the seller.")
        @Nullable String sellerAccountId,
    @Nullable NewItem item,
    @Schema(example = "BTC") @Nullable String asset,
    @Schema(example = "250000", description = "Whole minor units.") @Nullable String price,
    @Schema(
            example = "BALANCE",
            description =
                "BALANCE, CHAIN, MPESA or CONTRACT, or the asset in which it is paid on its chain.")
        @Nullable String payment,
    @Nullable NewTimes times,
    @Schema(
            example = "Alice, 1 Main Street, Nairobi",
            description = "Sealed; shown to the seller once it is funded.")
        @Nullable String deliveryAddress,
    @Schema(example = "+254712345678", description = "Sealed; for MPESA, and for nothing else.")
        @Nullable String phone,
    @Schema(
            example = "quote:4f1c",
            description = "A quote of the price, for who pays it by M-Pesa in shillings.")
        @Nullable String quoteId,
    @Schema(
            example = "product:7",
            description = "Instead of sellerAccountId, item, asset and price.")
        @Nullable String productId,
    @Schema(description = "Of the product, which the buyer has seen; another is refused.")
        @Nullable Long productVersion,
    @Schema(description = "Of the product; 1 where it is left out.") @Nullable Integer quantity) {

  /** What is bought. */
  record NewItem(
      @Schema(example = "lamp-1", description = "The seller's own name for it.")
          @Nullable String reference,
      @Schema(example = "A lamp of brass") @Nullable String title,
      @Schema(description = "A CID of its description and pictures.")
          @Nullable String metadataCid) {
    Item toItem() {
      return new Item(
          reference == null ? "" : reference,
          title == null ? "" : title,
          metadataCid == null ? null : new Cid(metadataCid));
    }
  }

  /** How long each may take, in milliseconds; what is left out is as configured. */
  record NewTimes(
      @Nullable Long fundingMillis,
      @Nullable Long shippingMillis,
      @Nullable Long confirmationMillis,
      @Nullable Long disputeWindowMillis,
      @Nullable Long answerMillis,
      @Nullable Long decisionMillis,
      @Nullable Long appealMillis) {
    private static final NewTimes AS_CONFIGURED =
        new NewTimes(null, null, null, null, null, null, null);

    private void requireWithin(Duration shortest, Duration longest) {
      boolean within =
          Stream.of(
                  shippingMillis,
                  confirmationMillis,
                  disputeWindowMillis,
                  answerMillis,
                  decisionMillis,
                  appealMillis)
              .filter(Objects::nonNull)
              .allMatch(each -> each >= shortest.toMillis() && each <= longest.toMillis());
      if (!within || (fundingMillis != null && fundingMillis > longest.toMillis())) {
        throw new Rejection(
            ErrorCode.MALFORMED_REQUEST,
            "The times of an order are at most "
                + longest.toMillis()
                + " milliseconds, and at least "
                + shortest.toMillis()
                + ", but for fundingMillis.");
      }
    }
  }

  Item toItem() {
    return (item == null ? new NewItem(null, null, null) : item).toItem();
  }

  /**
   * @throws Rejection MALFORMED_REQUEST where a wish is shorter or longer than may be wished for
   */
  OrderTimes toTimes(EscrowSettings settings) {
    NewTimes wish = times == null ? NewTimes.AS_CONFIGURED : times;
    wish.requireWithin(settings.shortest(), settings.longest());
    EscrowSettings.Times usual = settings.times();
    return new OrderTimes(
        or(wish.fundingMillis(), usual.funding()),
        or(wish.shippingMillis(), usual.shipping()),
        or(wish.confirmationMillis(), usual.confirmation()),
        or(wish.disputeWindowMillis(), usual.disputeWindow()),
        or(wish.answerMillis(), usual.answer()),
        or(wish.decisionMillis(), usual.decision()),
        or(wish.appealMillis(), usual.appeal()));
  }

  private static Duration or(@Nullable Long millis, Duration usual) {
    return millis == null ? usual : Duration.ofMillis(millis);
  }

  boolean isForProduct() {
    return productId != null;
  }

  /**
   * What a product says is not said again.
   *
   * @throws Rejection MALFORMED_REQUEST
   */
  void requireOneOfBoth() {
    boolean ofItem =
        Stream.of(sellerAccountId, item, asset, price, quoteId).anyMatch(Objects::nonNull);
    boolean ofProduct = productVersion != null || quantity != null;
    if (isForProduct() ? ofItem : ofProduct) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "An order is for an item of a seller at a price, or for a product in some quantity.");
    }
  }

  /** Where it goes to and who is called is in no log. */
  @Override
  public String toString() {
    return "NewOrder[" + accountId + ", " + sellerAccountId + "]";
  }
}
