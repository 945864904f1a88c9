package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Find.FindJournal;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.View;
import io.holdfast.api.query.Watch.WatchAccounts;
import io.holdfast.api.query.Watch.WatchJournal;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * The law of streams: a reader that leaves at any moment and comes back with its cursor, asking for
 * any number of rows at a time, misses nothing while the projection goes on.
 */
class ReturningReaderIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PageRequest ALL = new PageRequest(null, PageRequest.MAX_LIMIT);
  private static final String ACCOUNT = "account:a";

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void missesNothingHoweverOftenItLeaves(
      @ForAll @Size(min = 10, max = 60) List<@IntRange(min = 0, max = 1_000_000) Integer> chances,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 7) Integer> batches,
      @ForAll @LongRange(min = 1, max = 1_000_000) long seed)
      throws Exception {
    ReadModel model = new ReadModel();
    Story story = Stories.random(chances);
    try (ReadSide side = new ReadSide(model, PATIENCE, Duration.ofMillis(500));
        RestlessReader everything =
            new RestlessReader(
                after -> side.accounts.watch(new WatchAccounts(Scope.EVERYBODY, after)), seed);
        RestlessReader owner =
            new RestlessReader(
                after -> side.accounts.watch(new WatchAccounts(Scope.ownedBy("a"), after)),
                seed + 1);
        RestlessReader lines =
            new RestlessReader(
                after -> side.journal.watch(new WatchJournal(Scope.ownedBy("a"), ACCOUNT, after)),
                seed + 2)) {
      write(model, story.log(), batches);

      List<AccountView> all = accounts(side, Scope.EVERYBODY, story.index());
      List<AccountView> own = accounts(side, Scope.ownedBy("a"), story.index());
      List<JournalLineView> journal =
          side.journal.find(new FindJournal(Scope.EVERYBODY, ACCOUNT, ALL, 0)).join().items();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(everything.state()).isEqualTo(byKey(all));
                assertThat(owner.state()).isEqualTo(byKey(own));
                assertThat(lines.state()).isEqualTo(byKey(journal));
              });
      assertThat(lines.received())
          .as("every line of the journal once, in the order of the log")
          .isEqualTo(journal.reversed());
      assertThat(everything.faults()).isEmpty();
    }
  }

  private static void write(ReadModel model, List<LoggedEvent> log, List<Integer> batches)
      throws Exception {
    int at = 0;
    for (int i = 0; at < log.size(); i++) {
      int end = Math.min(log.size(), at + batches.get(i % batches.size()));
      model.write(log.subList(at, end));
      at = end;
    }
  }

  private static List<AccountView> accounts(ReadSide side, Scope scope, long index) {
    return side.accounts.find(new FindAccounts(scope, null, ALL, index)).join().items();
  }

  private static Map<String, View> byKey(List<? extends View> views) {
    return views.stream().collect(Collectors.toMap(View::key, Function.identity()));
  }
}
