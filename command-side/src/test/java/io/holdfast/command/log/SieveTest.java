package io.holdfast.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SieveTest {
  /** What the log holds in every one of these trials. */
  private static final Map<String, Long> LOG = Map.of("a", 2L, "b", 0L, "c", Decision.ABSENT);

  @Property
  void standsWhoeverWasDecidedOnTheTruthWhenHisTurnComesAndNobodyElse(
      @ForAll("batches") List<Decision> batch) {
    assertThat(written(batch, new HashMap<>(LOG))).isEqualTo(oneByOne(batch));
  }

  @Property
  void whatIsKeptIsWhatTheLogIsAskedAboutAndAgreesWithItself(
      @ForAll("batches") List<Decision> batch) {
    Sieve sieve = new Sieve(batch, Map.of());
    Map<String, Long> heads = new HashMap<>(sieve.expected());

    for (Decision decision : sieve.kept()) {
      decision.reads.forEach((id, head) -> assertThat(heads).containsEntry(id, head));
      decision.rows.forEach(row -> heads.put(row.aggregateId(), row.sequenceNumber()));
    }
  }

  @Property
  void nothingIsLostAndTheOrderStays(@ForAll("batches") List<Decision> batch) {
    Sieve sieve = new Sieve(batch, Map.of());

    List<Decision> all = new ArrayList<>(sieve.kept());
    all.addAll(sieve.left());
    assertThat(sieve.fallen()).as("the log has told nothing yet").isEmpty();
    assertThat(all).isEqualTo(batch);
  }

  /** As the writer does it, with a map for the log: all at once, as far as the log agrees. */
  private static List<Decision> written(List<Decision> batch, Map<String, Long> log) {
    List<Decision> done = new ArrayList<>();
    List<Decision> open = batch;
    Map<String, Long> told = Map.of();
    while (!open.isEmpty()) {
      Sieve sieve = new Sieve(open, told);
      told = new HashMap<>(log);
      told.keySet().retainAll(sieve.expected().keySet());
      told.entrySet().removeAll(sieve.expected().entrySet());
      open = new ArrayList<>(sieve.left());
      if (told.isEmpty()) {
        sieve.kept().forEach(each -> write(each, log));
        done.addAll(sieve.kept());
      } else {
        open.addAll(0, sieve.kept());
      }
    }
    return done;
  }

  /** The law itself: each in its turn, against the log as it is then. */
  private static List<Decision> oneByOne(List<Decision> batch) {
    Map<String, Long> log = new HashMap<>(LOG);
    List<Decision> done = new ArrayList<>();
    for (Decision decision : batch) {
      if (log.entrySet().containsAll(decision.reads.entrySet())) {
        write(decision, log);
        done.add(decision);
      }
    }
    return done;
  }

  private static void write(Decision decision, Map<String, Long> log) {
    decision.rows.forEach(row -> log.put(row.aggregateId(), row.sequenceNumber()));
  }

  @Provide
  Arbitrary<List<Decision>> batches() {
    return Combinators.combine(
            Arbitraries.maps(
                Arbitraries.of("a", "b", "c"), Arbitraries.longs().between(Decision.ABSENT, 3)),
            Arbitraries.of("a", "b", "c").set())
        .as(SieveTest::decision)
        .list()
        .ofMaxSize(8);
  }

  /** Writes one event on each of those of the written that it has read. */
  private static Decision decision(Map<String, Long> reads, Set<String> written) {
    List<Row> rows = new ArrayList<>();
    for (String id : written) {
      Long head = reads.get(id);
      if (head != null) {
        rows.add(Rows.row(id, head + 1));
      }
    }
    return new Decision(reads, rows);
  }
}
