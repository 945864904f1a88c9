package io.holdfast.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.ReplayWhat;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ReplayIT {
  private static final String REPLAYS = "/api/admin/replays";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void anAdministratorHasTheBlocksOfAChainReadAgain() {
    ask("{'what':'CHAIN','rail':'bitcoin','fromBlock':2,'toBlock':6,'reason':'A test.'}")
        .expectStatus()
        .isAccepted()
        .expectBody()
        .jsonPath("$.replayId")
        .isNotEmpty();

    assertThat(last())
        .satisfies(
            sent -> {
              assertThat(sent.what()).isEqualTo(ReplayWhat.CHAIN);
              assertThat(sent.rail()).isEqualTo("bitcoin");
              assertThat(sent.fromBlock()).isEqualTo(2);
              assertThat(sent.toBlock()).isEqualTo(6);
              assertThat(sent.requestedBy()).isEqualTo("user:adam");
              assertThat(sent.reason()).isEqualTo("A test.");
            });
  }

  @Test
  void theViewsAreFoldedAgainAndABlockMayBeNamedWithTheReason() {
    ask("{'what':'PROJECTIONS','rail':'bitcoin','fromBlock':4,'projections':['ACCOUNTS'],"
            + "'reason':'A test.'}")
        .expectStatus()
        .isAccepted();

    assertThat(last().what()).isEqualTo(ReplayWhat.PROJECTIONS);
    assertThat(last().fromBlock()).isEqualTo(4);
    assertThat(last().projections()).containsExactly(Projection.ACCOUNTS);
  }

  @ParameterizedTest
  @CsvSource({"4,", "1,4"})
  void aBlockInAGapIsRefused(Long from, Long to) {
    int before = requests();

    ask("{'what':'ALL','rail':'%s','fromBlock':%s,'toBlock':%s,'reason':'A test.'}"
            .formatted(FakeLedger.RAIL_WITH_A_GAP, from, to))
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("BLOCK_IN_GAP");

    assertThat(requests()).isEqualTo(before);
  }

  @Test
  void blocksOnBothSidesOfAGapAreReadAgain() {
    ask("{'what':'CHAIN','rail':'%s','fromBlock':2,'toBlock':5,'reason':'A test.'}"
            .formatted(FakeLedger.RAIL_WITH_A_GAP))
        .expectStatus()
        .isAccepted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'reason':'What?'}",
        "{'what':'MONEY','reason':'No.'}",
        "{'what':'PROJECTIONS','rail':'bitcoin','toBlock':3,'reason':'Views end with the log.'}",
        "{'what':'PROJECTIONS','projections':['MONEY'],'reason':'There is none.'}",
        "{'what':'CHAIN','rail':'bitcoin','projections':['ACCOUNTS'],'reason':'Of a chain?'}",
        "{'what':'CHAIN','rail':'bitcoin','fromBlock':'many','reason':'No number.'}",
        "{'what':'CHAIN','rail':'bitcoin'}"
      })
  void aWishThatMakesNoSenseIsRefused(String wish) {
    int before = requests();

    ask(wish).expectStatus().isBadRequest();

    assertThat(requests()).isEqualTo(before);
  }

  @Test
  void aRailThatIsNotThereIsRefused() {
    ask("{'what':'CHAIN','rail':'elsewhere','reason':'A test.'}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("UNKNOWN_RAIL");
  }

  private static ResponseSpec ask(String wish) {
    return gateway.post("adam", REPLAYS, wish.replace('\'', '"'));
  }

  private static RequestReplay last() {
    return gateway.ledger().commands(RequestReplay.class).getLast();
  }

  private static int requests() {
    return gateway.ledger().commands(RequestReplay.class).size();
  }
}
