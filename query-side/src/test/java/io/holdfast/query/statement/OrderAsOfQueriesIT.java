package io.holdfast.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.FindOrderAsOf;
import io.holdfast.api.statement.OrderAsOf;
import io.holdfast.query.ReadSide;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.log.OrderHistoryQueries;
import io.holdfast.query.order.OrderEvents;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/** How an order stood at a moment is how its view stood then. */
class OrderAsOfQueriesIT {
  private static final String ID = "order:one";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide READ =
      new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofMillis(200));

  private final EmbeddedEventStore log =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  private final OrderAsOfQueries queries =
      new OrderAsOfQueries(READ.reader, READ.moments, new OrderHistoryQueries(log));

  @Test
  void isItsOwnStreamUpToThere() throws Exception {
    Story story = new Story().opened("account:x", "x");
    OrderEvents.disputed(ID).forEach(event -> story.tell(event).allowed("account:x", "a"));
    List<String> stood = new ArrayList<>();
    for (int n = 0; n <= story.index(); n++) {
      MODEL.clear();
      if (n > 0) {
        MODEL.write(story.log().subList(0, n));
      }
      stood.add(
          String.join("", MODEL.rows("select state, paid, log_index from view.escrow_order")));
    }
    StoredLog.in(MODEL).append(story.log());
    publish(story.log());

    for (int n = 0; n <= story.index(); n++) {
      OrderAsOf told = find(Scope.EVERYBODY, n);
      OrderView order = told.order();
      assertThat(
              order == null
                  ? ""
                  : "(%s,%s,%d)".formatted(order.state(), order.paid(), order.logIndex()))
          .as("as of " + n)
          .isEqualTo(stood.get(n));
      assertThat(told.history().items()).extracting(Happened::index).hasSize(n / 2);
    }
    assertThat(find(Scope.ownedBy(OrderEvents.SELLER), 2).order().orderId()).isEqualTo(ID);
    assertThatThrownBy(() -> find(Scope.ownedBy("user:dave"), 2))
        .extracting(error -> ((Rejection) error.getCause()).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  private void publish(List<LoggedEvent> events) {
    long sequence = 0;
    for (LoggedEvent logged : events) {
      if (logged.event().streamId().equals(ID)) {
        log.publish(new GenericDomainEventMessage<>("any", ID, sequence++, logged.event()));
      }
    }
  }

  private OrderAsOf find(Scope scope, long index) {
    return queries.find(new FindOrderAsOf(scope, ID, AsOf.index(index), 0)).join();
  }
}
