package io.holdfast.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Rejection;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypeTest {
  @Test
  void isCalledByWhatItIsAboutAndWhatHappened() {
    assertThat(EventType.ORDER_PAYMENT_SEEN.wireName()).isEqualTo("order.payment_seen");
    assertThat(Arrays.stream(EventType.values()).map(EventType::wireName).distinct())
        .hasSize(EventType.values().length)
        .allMatch(name -> name.matches("(order|dispute|webhook)\\.[a-z_]+"));
    assertThat(EventType.require("dispute.opened")).isEqualTo(EventType.DISPUTE_OPENED);
    assertThatThrownBy(() -> EventType.require("order.nothing")).isInstanceOf(Rejection.class);
  }

  @Test
  void disputesConcernThoseWhoMediate() {
    assertThat(EventType.DISPUTE_APPEALED.isOfDispute()).isTrue();
    assertThat(EventType.ORDER_CANCELLED.isOfDispute()).isFalse();
  }
}
