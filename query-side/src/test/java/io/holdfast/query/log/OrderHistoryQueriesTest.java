package io.holdfast.query.log;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.query.Scope;
import io.holdfast.query.order.OrderEvents;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderHistoryQueriesTest {
  private static final String ID = "order:one";

  private final EmbeddedEventStore log =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  private final OrderHistoryQueries queries = new OrderHistoryQueries(log);

  @BeforeEach
  void tell() {
    long sequence = 0;
    for (OrderEvent event : OrderEvents.disputed(ID)) {
      append(ID, sequence++, event);
    }
    append("account:a", 0, new AccountOpened("account:a", "user:alice", "a"));
  }

  private void append(String id, long sequence, Object event) {
    log.publish(
        List.of(
            new GenericDomainEventMessage<>(
                "any", id, sequence, event, Map.of("actor", "user:" + sequence))));
  }

  private OrderHistory find(Scope scope, String id) {
    return queries.find(new FindOrderHistory(scope, id));
  }

  @Test
  void tellsAllThatHappenedInOrderWithWhoAskedForIt() {
    OrderHistory history = find(EVERYBODY, ID);

    assertThat(history.items())
        .extracting(Happened::event)
        .containsExactlyElementsOf(OrderEvents.disputed(ID));
    assertThat(history.items().get(9))
        .extracting(Happened::index, Happened::actor)
        .containsExactly(9L, "user:9");
    assertThat(history.created().orElseThrow().deliveryAddress()).isEqualTo("sealed:address");
  }

  @Test
  void tellsItToBothSidesAndToNobodyElse() {
    assertThat(find(ownedBy(OrderEvents.BUYER), ID).items()).hasSize(16);
    assertThat(find(ownedBy(OrderEvents.SELLER), ID).items()).hasSize(16);
    assertThat(find(ownedBy("user:dave"), ID).items()).isEmpty();
  }

  @Test
  void tellsNothingOfWhatIsNoOrder() {
    assertThat(find(EVERYBODY, "order:none").items()).isEmpty();
    assertThat(find(EVERYBODY, "account:a").items()).isEmpty();
  }
}
