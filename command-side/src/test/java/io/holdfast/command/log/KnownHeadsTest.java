package io.holdfast.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownHeadsTest {
  private final KnownHeads known = new KnownHeads(3);

  @Test
  void knowsNothingAtFirst() {
    assertThat(known.isKnown("a", Decision.ABSENT)).isFalse();
    assertThat(known.index()).as("where no log ends, not even an empty one").isNegative();
  }

  @Test
  void knowsWhatAnAppendWroteAndWhatItChecked() {
    known.appended(Map.of("a", 4L, "b", 7L), List.of(Rows.row("a", 5), Rows.row("a", 6)), 20);

    assertThat(known.index()).isEqualTo(20);
    assertThat(known.isKnown("a", 6)).isTrue();
    assertThat(known.isKnown("a", 5)).isFalse();
    assertThat(known.isKnown("b", 7)).isTrue();
  }

  @Test
  void keepsWhatItKnewWhenTheNextAppendFollowsDirectly() {
    known.appended(Map.of("a", 0L), List.of(), 20);
    known.appended(Map.of("b", 0L), List.of(Rows.row("b", 1)), 21);

    assertThat(known.isKnown("a", 0)).isTrue();
    assertThat(known.isKnown("b", 1)).isTrue();
  }

  @Test
  void forgetsWhatItKnewWhenSomebodyElseAppendedBetween() {
    known.appended(Map.of("a", 0L), List.of(), 20);
    known.appended(Map.of("b", 0L), List.of(Rows.row("b", 1)), 22);

    assertThat(known.isKnown("a", 0)).isFalse();
    assertThat(known.isKnown("b", 1)).isTrue();
    assertThat(known.index()).isEqualTo(22);
  }

  @Test
  void forgetsAnAggregateThatWasWrittenWithoutAnExpectation() {
    known.appended(Map.of("a", 0L), List.of(), 20);
    known.appended(Map.of(), List.of(Rows.row("a", 1)), 21);

    assertThat(known.isKnown("a", 0)).isFalse();
    assertThat(known.isKnown("a", 1)).isFalse();
  }

  @Test
  void doesNotRememberWhatHasOnlyJustBegun() {
    known.appended(Map.of("a", Decision.ABSENT), List.of(Rows.row("a", 0)), 20);

    assertThat(known.isKnown("a", 0)).isFalse();
    assertThat(known.isKnown("a", Decision.ABSENT)).isFalse();
  }

  @Test
  void forgetsTheOneUsedLongestAgoWhenThereAreTooMany() {
    known.appended(Map.of("a", 0L), List.of(), 20);
    known.appended(Map.of("b", 0L), List.of(), 20);
    known.appended(Map.of("c", 0L), List.of(), 20);
    boolean used = known.isKnown("a", 0);
    known.appended(Map.of("d", 0L), List.of(), 20);

    assertThat(used).isTrue();
    assertThat(known.isKnown("a", 0)).isTrue();
    assertThat(known.isKnown("b", 0)).isFalse();
  }
}
