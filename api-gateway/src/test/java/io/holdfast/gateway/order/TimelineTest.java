package io.holdfast.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.user.Sealed;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who could see what of an order from when. */
class TimelineTest {
  private static final String ADDRESS = Sealed.PREFIX + "a".repeat(40);

  @Test
  void saysOnceFromWhenOnTheSellerSeesTheAddress() {
    assertThat(lines(created(ADDRESS), new OrderFunded("order:1", 9), shipped()))
        .containsExactly(
            "OrderCreated",
            "DeliveryAddressGiven",
            "OrderFunded",
            "DeliveryAddressShown",
            "OrderShipped");
  }

  /** A contract may say that it is shipped, or over, before anybody heard that it was paid. */
  @Test
  void saysSoWhereNothingWasHeardOfItsBeingPaid() {
    assertThat(lines(created(ADDRESS), shipped())).endsWith("OrderShipped", "DeliveryAddressShown");
    assertThat(lines(created(ADDRESS), new OrderReleased("order:1", "CONTRACT")))
        .endsWith("OrderReleased", "DeliveryAddressShown");
  }

  @Test
  void saysNothingOfAnAddressThatNobodyGaveOrSaw() {
    assertThat(lines(created(null), shipped())).containsExactly("OrderCreated", "OrderShipped");
    assertThat(lines(created(ADDRESS), new OrderCancelled("order:1", null, "CONTRACT")))
        .doesNotContain("DeliveryAddressShown");
  }

  private static List<String> lines(OrderEvent... events) {
    List<Happened> happened =
        IntStream.range(0, events.length)
            .mapToObj(i -> new Happened(i, i, null, events[i]))
            .toList();
    return Timeline.of(new OrderHistory(happened)).items().stream()
        .map(Timeline.Line::event)
        .toList();
  }

  private static OrderShipped shipped() {
    return new OrderShipped("order:1", null, 5, 9);
  }

  private static OrderCreated created(@Nullable String address) {
    return new OrderCreated(
        "order:1",
        "user:bea",
        "account:bea",
        "user:sam",
        "account:sam",
        null,
        "lamp-1",
        "A lamp",
        null,
        "DOT",
        "1001",
        "CONTRACT",
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        address,
        null,
        1);
  }
}
