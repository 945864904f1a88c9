package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.ContractEvents;
import io.holdfast.api.query.Contracts.Known;
import io.holdfast.api.query.FindContractEvents;
import io.holdfast.api.query.FindContracts;
import io.holdfast.api.rail.Rails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContractEventQueriesIT {
  private final JdbcClient db = JdbcClient.create(EngineDatabase.emptied());
  private final ContractEventQueries queries =
      new ContractEventQueries(db, new Rails(List.of(new NamedRail())));

  @BeforeEach
  void events() {
    store(MadeUpFacts.RAIL, 5, "05", 0, "one", "t1", "paid");
    store(MadeUpFacts.RAIL, 5, "05", 1, "two", "t2", null);
    store(MadeUpFacts.RAIL, 6, "06a", 0, "one", "t2", "left");
    store(MadeUpFacts.RAIL, 6, "06b", 0, "one", "t1", "paid");
    store("another", 5, "05", 0, "one", "t1", "paid");
    db.sql("UPDATE rail.contract_event SET standing = false WHERE block_hash = '06a'").update();
  }

  @Test
  void tellsAllInTheOrderOfTheChainAndWhichNoLongerStand() {
    ContractEvents all = find(null, null, 0, null, 50);

    assertThat(all.items())
        .extracting(each -> each.blockHash() + "/" + each.position() + " " + each.standing())
        .containsExactly("05/0 true", "05/1 true", "06a/0 false", "06b/0 true");
  }

  @Test
  void tellsOfEachContractThatIsWatchedWhatStandsAndWhereItSpokeLast() {
    assertThat(queries.of(new FindContracts()).items())
        .containsExactly(
            new Known(MadeUpFacts.RAIL, "one", 2, 6L),
            new Known(MadeUpFacts.RAIL, "silent", 0, null));
  }

  @Test
  void findsByContractByTopicByNameAndFromAHeight() {
    assertThat(places(find("one", null, 0, null, 50))).containsExactly("05/0", "06a/0", "06b/0");
    assertThat(places(find(null, "t2", 0, null, 50))).containsExactly("05/1", "06a/0");
    assertThat(places(find(null, "paid", 6, null, 50))).containsExactly("06b/0");
    assertThat(places(find("two", "t1", 0, null, 50))).isEmpty();
  }

  @Test
  void goesOnWhereAPageEndedAndWaitsThereForMore() {
    ContractEvents first = find("one", null, 0, null, 2);
    ContractEvents second = find("one", null, 0, first.next(), 2);
    ContractEvents third = find("one", null, 0, second.next(), 2);

    assertThat(places(first)).containsExactly("05/0", "06a/0");
    assertThat(places(second)).containsExactly("06b/0");
    assertThat(third.items()).isEmpty();
    store(MadeUpFacts.RAIL, 7, "07", 3, "one", "t1", "paid");
    assertThat(places(find("one", null, 0, third.next(), 2))).containsExactly("07/3");
  }

  @Test
  void refusesAnotherRailAndACursorThatItNeverGave() {
    for (String wrong :
        List.of("", "x", "5", "5-1", "-5-1-ab", "5-1-ab;", "9".repeat(19) + "-0-a")) {
      assertRefused(
          new FindContractEvents(MadeUpFacts.RAIL, null, null, 0, wrong, 5),
          ErrorCode.CURSOR_MALFORMED);
    }
    assertRefused(
        new FindContractEvents("another", null, null, 0, null, 5), ErrorCode.UNKNOWN_RAIL);
  }

  private void assertRefused(FindContractEvents query, ErrorCode code) {
    assertThatThrownBy(() -> queries.of(query))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.code()).isEqualTo(code));
  }

  private ContractEvents find(
      @Nullable String contract,
      @Nullable String topic,
      long from,
      @Nullable String after,
      int limit) {
    return queries.of(
        new FindContractEvents(MadeUpFacts.RAIL, contract, topic, from, after, limit));
  }

  private static List<String> places(ContractEvents events) {
    return events.items().stream().map(each -> each.blockHash() + "/" + each.position()).toList();
  }

  private void store(
      String rail,
      long height,
      String hash,
      long position,
      String contract,
      String topic,
      @Nullable String name) {
    db.sql(
            """
            INSERT INTO rail.contract_event
              (rail, block_hash, position, height, transaction, contract, topic, raw, name)
            VALUES (?, ?, ?, ?, 'tx', ?, ?, '{}', ?)""")
        .params(rail, hash, position, height, contract, topic, name)
        .update();
  }
}
