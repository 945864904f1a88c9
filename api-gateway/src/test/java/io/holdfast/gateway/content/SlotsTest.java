package io.holdfast.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final UserId ALICE = new UserId("user:alice");
  private static final UserId BOB = new UserId("user:bob");

  @Test
  void nobodyTakesMoreThanTheirShare() {
    Slots slots = new Slots(100);
    List<Slots.Slot> taken = new ArrayList<>();
    for (int i = 0; i < Slots.EACH; i++) {
      taken.add(slots.take(ALICE));
    }

    assertFull(slots, ALICE);
    slots.take(BOB).close();
    taken.getFirst().close();
    slots.take(ALICE).close();
  }

  @Test
  void allTogetherTakeNoMoreThanThereIs() {
    Slots slots = new Slots(1);
    Slots.Slot taken = slots.take(ALICE);

    assertFull(slots, BOB);
    taken.close();
    slots.take(BOB).close();
  }

  private static void assertFull(Slots slots, UserId person) {
    assertThatThrownBy(() -> slots.take(person))
        .isInstanceOfSatisfying(
            Rejection.class,
            told -> assertThat(told.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }
}
