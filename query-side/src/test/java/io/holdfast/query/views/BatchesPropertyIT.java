package io.holdfast.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.query.fold.LoggedEvent;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the log is cut into batches, and however often a part comes again, the views are one. */
class BatchesPropertyIT {
  private static final ReadModel MODEL = new ReadModel();

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void anyCutOfTheLogGivesTheSameViews(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 1_000_000) Integer> chances,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> cuts)
      throws Exception {
    List<LoggedEvent> log = Stories.random(chances).log();
    MODEL.clear();
    MODEL.write(log);
    List<String> whole = MODEL.everything();

    MODEL.clear();
    int at = 0;
    for (int i = 0; at < log.size(); i++) {
      int size = cuts.get(i % cuts.size());
      int end = Math.min(log.size(), at + size);
      MODEL.write(log.subList(Math.max(0, at - size / 3), end));
      at = end;
    }

    assertThat(MODEL.everything()).isEqualTo(whole);
  }
}
