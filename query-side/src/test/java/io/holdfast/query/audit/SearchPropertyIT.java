package io.holdfast.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.identity.MetaKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The law of a search: it finds what a look at every event of the log finds, in its order. */
class SearchPropertyIT {
  private static final int EVENTS = 300;
  private static final List<String> TYPES = List.of("AmountPosted", "RareThing", "Other");
  private static final AuditedLog LOG = new AuditedLog();

  // Times that go forward with leaps and now and then a little back, as those of several nodes.
  static {
    Random random = new Random(7);
    long at = 0;
    for (int i = 0; i < EVENTS; i++) {
      at = Math.max(0, at + random.nextLong(-90_000_000, 200_000_000));
      LOG.append(
          TYPES.get(random.nextInt(3)),
          "account:" + random.nextInt(4),
          at,
          "{\"n\":" + i + "}",
          metadata(random));
    }
    LOG.index();
  }

  private static Map<String, String> metadata(Random random) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(MetaKeys.ACTOR, "user:" + random.nextInt(3));
    metadata.put(MetaKeys.CORRELATION_ID, "request-" + random.nextInt(40));
    if (random.nextBoolean()) {
      metadata.put(MetaKeys.RAIL, random.nextBoolean() ? "bitcoin" : "stellar");
      metadata.put(MetaKeys.HEIGHT, "" + random.nextInt(5));
      metadata.put(MetaKeys.TRANSACTION, "tx" + random.nextInt(9));
    }
    return metadata;
  }

  @Property(tries = 300)
  void findsWhatALookAtEveryEventFinds(
      @ForAll("filters") EventFilter filter,
      @ForAll boolean oldestFirst,
      @ForAll @IntRange(min = 1, max = 40) int limit) {
    Comparator<AuditedEvent> byIndex = Comparator.comparingLong(AuditedEvent::logIndex);
    List<AuditedEvent> expected =
        LOG.plainly().stream()
            .filter(filter::matches)
            .sorted(oldestFirst ? byIndex : byIndex.reversed())
            .toList();

    assertThat(LOG.all(filter, oldestFirst, limit)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<EventFilter> filters() {
    Arbitrary<long[]> times = range(40_000);
    Arbitrary<long[]> indices = range(EVENTS + 10);
    Arbitrary<String> account = Arbitraries.integers().between(0, 3).map(n -> "account:" + n);
    Arbitrary<String> actor = Arbitraries.integers().between(0, 2).map(n -> "user:" + n);
    Arbitrary<String> request = Arbitraries.integers().between(0, 39).map(n -> "request-" + n);
    Arbitrary<String> transaction = Arbitraries.integers().between(0, 8).map(n -> "tx" + n);
    return Combinators.combine(
            account.injectNull(0.6),
            Arbitraries.of(TYPES).injectNull(0.5),
            actor.injectNull(0.5),
            request.injectNull(0.9),
            transaction.injectNull(0.8),
            Arbitraries.of("bitcoin", "stellar").injectNull(0.7),
            Arbitraries.longs().between(0, 5).injectNull(0.8),
            Combinators.combine(times.injectNull(0.6), indices.injectNull(0.6))
                .as((time, index) -> new long[][] {time, index}))
        .as(
            (aggregate, type, who, correlation, tx, rail, height, ranges) ->
                new EventFilter(
                    aggregate,
                    type,
                    who,
                    correlation,
                    tx,
                    rail,
                    height,
                    ranges[0] == null ? null : ranges[0][0] * 1000,
                    ranges[0] == null ? null : ranges[0][1] * 1000,
                    ranges[1] == null ? null : ranges[1][0],
                    ranges[1] == null ? null : ranges[1][1]));
  }

  private static Arbitrary<long[]> range(long most) {
    return Arbitraries.longs()
        .between(0, most)
        .tuple2()
        .map(
            pair ->
                new long[] {
                  Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2())
                });
  }
}
