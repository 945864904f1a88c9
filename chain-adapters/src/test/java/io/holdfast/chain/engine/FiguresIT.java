package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.FindRailFigures;
import io.holdfast.api.query.RailFigures.Figure;
import io.holdfast.api.query.RailFigures.Holding;
import io.holdfast.api.rail.Rails;
import io.holdfast.chain.bitcoin.reconcile.BitcoinOwnFacts;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.port.Finality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FiguresIT {
  private final JdbcClient db = JdbcClient.create(EngineDatabase.emptied());
  private final BitcoinOwnFacts coins =
      new BitcoinOwnFacts(
          db, new BlockStore(db, MadeUpFacts.RAIL, 0), new Asset("BTC", 8, MadeUpFacts.RAIL));
  private final Figures figures =
      new Figures(db, new Rails(List.of(new NamedRail())), List.of(coins), List.of());

  @Test
  void tellsOfARailThatHasNotBegun() {
    assertThat(now())
        .isEqualTo(
            new Figure(
                MadeUpFacts.RAIL,
                -1,
                -1,
                -1,
                0,
                0,
                0,
                0,
                List.of(new Holding("BTC", "0")),
                List.of(),
                null));
  }

  @Test
  void tellsWhereTheCursorStandsAndWhatIsBeforeIt() {
    MadeUpRail rail = new MadeUpRail(Finality.byDepth(4));
    rail.follow(MadeUpNode.of(TestChain.genesisOnly("main").mine(10, "main")));
    rail.blocks.sawHead(12, 5_000);

    Figure figure = now();

    assertThat(figure.height()).isEqualTo(10);
    assertThat(figure.finalHeight()).isEqualTo(7);
    assertThat(figure.headHeight()).isEqualTo(12);
    assertThat(figure.headSeenAtMillis()).isEqualTo(5_000);
  }

  @Test
  void countsWhatIsParkedAndWhatIsToBePaid() {
    db.sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error, parked_at_millis)
            VALUES (:rail, 'ReportPayment', 'deposit:1', '{}', 'WRONG_STATE', 'no', 1)""")
        .param("rail", MadeUpFacts.RAIL)
        .update();
    for (String state : List.of("APPROVED", "SIGNED", "CONFIRMING", "SETTLED")) {
      db.sql(
              """
              INSERT INTO rail.payout (withdrawal_id, rail, asset, amount, destination, finality_depth, state)
              VALUES (:id, :rail, 'BTC', 1, 'x', 6, :state)""")
          .param("id", "withdrawal:" + state)
          .param("rail", MadeUpFacts.RAIL)
          .param("state", state)
          .update();
    }

    assertThat(now().parked()).isEqualTo(1);
    assertThat(now().openPayouts()).isEqualTo(2);
  }

  @Test
  void holdsTheCoinsThatAreMinedAndNotSpent() {
    db.sql("INSERT INTO rail.address VALUES (:rail, 'x', 0, 0, 'deposit-request:1')")
        .param("rail", MadeUpFacts.RAIL)
        .update();
    coin("mined", 700, "b1", null);
    coin("spent", 50, "b1", "other");
    coin("waiting", 9, null, null);

    assertThat(now().holdings()).containsExactly(new Holding("BTC", "700"));
  }

  private void coin(String txid, long amount, String block, String spentBy) {
    db.sql(
            """
            INSERT INTO rail.utxo (rail, txid, vout, address, amount, coinbase, finality_depth,
              seen_at_millis, block_hash, spent_by)
            VALUES (:rail, :txid, 0, 'x', :amount, false, 6, 1, :block, :spent)""")
        .param("rail", MadeUpFacts.RAIL)
        .param("txid", txid)
        .param("amount", amount)
        .param("block", block)
        .param("spent", spentBy)
        .update();
  }

  private Figure now() {
    return figures.of(new FindRailFigures()).rails().getFirst();
  }
}
