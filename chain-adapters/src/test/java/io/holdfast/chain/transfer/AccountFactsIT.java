package io.holdfast.chain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts.Lost;
import io.holdfast.chain.port.OwnFacts.Part;
import io.holdfast.testkit.TestDatabase;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an account has by our facts. Blocks 10 to 20 are ours, up to 15 they are final; deposits are
 * credited at depth 2 and withdrawals settled at depth 4. Fees are taken in COIN.
 */
class AccountFactsIT {
  private static final String RAIL = "chain";
  private static final BlockRef TIP = new BlockRef(20, "h20");
  private static final BlockRef BEFORE = new BlockRef(9, "h9");

  private final JdbcClient db = JdbcClient.create(TestDatabase.create("rail").dataSource());
  private final AccountFacts coin = facts("COIN", true);
  private final AccountFacts token = facts("TOKEN", false);

  private AccountFacts facts(String code, boolean takesFees) {
    return new AccountFacts(
        db, new BlockStore(db, RAIL, 10), new Asset(code, 7, RAIL), "treasury", takesFees);
  }

  @BeforeEach
  void aChain() {
    db.sql("INSERT INTO rail.cursor VALUES ('chain', 'g', 20, 'h20', 15)").update();
    LongStream.rangeClosed(10, 20)
        .forEach(
            height ->
                db.sql("INSERT INTO rail.block VALUES ('chain', ?, ?, ?, 0, 'APPLIED')")
                    .params("h" + height, height, "h" + (height - 1))
                    .update());
  }

  // ---- what is there

  @Test
  void addUpWhatBlocksOfOurChainSayAndNothingElse() {
    coin.beginWith(BEFORE, has(1_000));
    payment("in", 0, "COIN", 500, 12L);
    payment("lost", 0, "COIN", 77, null);
    payment("token", 0, "TOKEN", 9, 12L);
    payout("out", "COIN", 200, "bob", "SETTLED", 13L);
    sent("out", 1, true, 3, 13L);
    payout("waits", "COIN", 50, "bob", "BROADCAST", null);

    assertThat(coin.held())
        .containsExactly(Holding.ofAccount("treasury", BigInteger.valueOf(1_297)));
    assertThat(coin.amountOf("treasury")).isEqualTo(coin.sum()).isEqualTo(1_297);
    assertThat(coin.amountOf("another")).isZero();
    assertThat(token.sum()).isEqualTo(9);
  }

  @Test
  void standOnNoBlockWhileOneIsHalfIn() {
    assertThat(coin.cursor()).contains(TIP);
    db.sql("UPDATE rail.block SET state = 'PENDING' WHERE height = 20").update();
    assertThat(coin.cursor()).isEmpty();
  }

  // ---- what was there before

  @Test
  void askOnceForWhatWasThereBeforeTheFirstBlock() {
    assertThat(coin.beginning()).contains(BEFORE);
    coin.beginWith(BEFORE, has(700));
    assertThat(coin.beginning()).isEmpty();
    assertThat(token.beginning()).contains(BEFORE);

    coin.beginWith(TIP, has(9_999));
    assertThat(lines(coin.unowed())).containsEntry("there before the first block", 700L);
  }

  @Test
  void askForTheVeryFirstBlockOfAChainWhichMovesNothing() {
    db.sql("INSERT INTO rail.block VALUES ('chain', 'h0', 0, '', 0, 'APPLIED')").update();
    assertThat(coin.beginning()).contains(new BlockRef(0, "h0"));
  }

  @Test
  void takeForWhatWasThereBeforeWhatTheyDoNotExplainWhereTheChainForgot() {
    payment("in", 0, "COIN", 500, 12L);
    payout("out", "COIN", 100, "bob", "SETTLED", 13L);
    sent("out", 1, true, 3, 13L);

    coin.beginWith(TIP, has(1_397));

    assertThat(lines(coin.unowed())).containsEntry("there before the first block", 1_000L);
    payment("later", 0, "COIN", 20, 20L);
    assertThat(coin.sum()).isEqualTo(1_417);
  }

  // ---- what others took

  @Test
  void nameWhatATransactionThatIsNoPayoutOfOursTookWithItsFee() {
    coin.beginWith(BEFORE, has(1_000));
    payout("out", "COIN", 100, "bob", "SETTLED", 13L);
    sent("out", 1, true, 3, 13L);
    sent("theft", 2, true, 4, 14L);
    elsewhere("theft", "COIN", 600);
    elsewhere("theft", "TOKEN", 8);
    sent("vote", 3, true, 5, 14L);
    sent("undone", 4, true, 6, null);
    elsewhere("undone", "COIN", 60);

    assertThat(coin.spentElsewhere())
        .extracting(Lost::transaction, lost -> lost.amount().longValueExact())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("theft", 604L),
            org.assertj.core.groups.Tuple.tuple("vote", 5L));
    assertThat(token.spentElsewhere())
        .extracting(Lost::transaction, lost -> lost.amount().longValueExact())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("theft", 8L));
    assertThat(coin.sum()).isEqualTo(1_000 - 103 - 604 - 5);
  }

  // ---- what explains a difference

  @Test
  void explainAPaymentUntilItIsAsDeepAsItsCreditAndNoLonger() {
    payment("young", 0, "COIN", 10, 20L);
    payment("deep", 1, "COIN", 20, 19L);
    payment("final", 2, "COIN", 30, 15L);
    payment("undone", 3, "COIN", 40, null);
    List<InFlight> told =
        List.of(
            deposit("young", 0, "CONFIRMING", 10, 2),
            deposit("deep", 1, "CONFIRMING", 20, 2),
            deposit("final", 2, "CONFIRMING", 30, 2),
            deposit("undone", 3, "CONFIRMING", 40, 2));
    assertThat(lines(coin.mined(told))).isEqualTo(Map.of("payments not credited yet", 10L));
  }

  @Test
  void countNothingAsDeepAsFinalityBeforeTheChainSaysSo() {
    payment("deep", 0, "COIN", 10, 16L);
    assertThat(lines(coin.mined(List.of(deposit("deep", 0, "CONFIRMING", 10, 4)))))
        .isEqualTo(Map.of("payments not credited yet", 10L));
    db.sql("UPDATE rail.cursor SET final_height = 16").update();
    assertThat(coin.mined(List.of(deposit("deep", 0, "CONFIRMING", 10, 4)))).isEmpty();
  }

  @Test
  void explainWhatIsInSuspenseHoweverDeep() {
    payment("odd", 0, "COIN", 10, 11L);
    assertThat(lines(coin.mined(List.of(deposit("odd", 0, "SUSPENSE", 10, 2)))))
        .isEqualTo(Map.of("payments in suspense", 10L));
  }

  @Test
  void explainWhatTheLedgerRefusedToHearOf() {
    payment("refused", 0, "COIN", 10, 11L);
    db.sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error,
              parked_at_millis)
            VALUES ('chain', 'ReportPayment', 'deposit:chain:refused:0', '{}', 'X', 'no', 1)""")
        .update();
    assertThat(lines(coin.unowed())).containsEntry("payments that the ledger refused", 10L);
  }

  @Test
  void explainAPayoutAsTheLedgerWillBookItOnceItStandsInABlock() {
    payout("waits", "COIN", 50, "bob", "BROADCAST", null);
    payout("mined", "COIN", 60, "bob", "BROADCAST", 18L);
    sent("mined", 1, true, 3, 18L);
    payout("final", "COIN", 70, "bob", "BROADCAST", 15L);
    sent("final", 0, true, 3, 15L);

    assertThat(
            lines(
                coin.mined(
                    List.of(
                        withdrawal("waits", 59),
                        withdrawal("mined", 62),
                        withdrawal("final", 73)))))
        .isEqualTo(Map.of("payouts not settled yet", -62L));
  }

  @Test
  void takeNewTokensOfOursForMoneyThatComesIn() {
    payout("mint", "TOKEN", 50, "mint", "BROADCAST", 18L);
    sent("mint", 1, true, 3, 18L);

    assertThat(token.sum()).isEqualTo(50);
    assertThat(lines(token.mined(List.of(withdrawal("mint", 50)))))
        .isEqualTo(Map.of("new tokens not settled yet", 50L));
  }

  @Test
  void explainTheFeeOfARefusedPayoutUntilTheLedgerHasBookedItHoweverFinal() {
    payout("refused", "COIN", 50, "bob", "BROADCAST", null);
    sent("refused", 1, false, 3, 11L);

    assertThat(coin.sum()).isEqualTo(-3);
    assertThat(lines(coin.mined(List.of(withdrawal("refused", 59)))))
        .isEqualTo(Map.of("fees of payouts that the chain refused", -3L));
    assertThat(coin.mined(List.of())).isEmpty();
  }

  @Test
  void explainFeesThatTheLedgerBooksNowhereForTheyAreOfAnotherAsset() {
    payout("token", "TOKEN", 50, "bob", "SETTLED", 12L);
    sent("token", 1, true, 3, 12L);

    assertThat(lines(coin.unowed())).containsEntry("fees of payouts in other assets", -3L);
    assertThat(lines(token.unowed())).doesNotContainKey("fees of payouts in other assets");
    assertThat(coin.spentElsewhere()).isEmpty();
  }

  // ---- what was missed

  @Test
  void lookForWhatWasMissedSinceNothingWasAndNeverBelowFinality() {
    coin.beginWith(BEFORE, has(0));
    assertThat(coin.mayTellOf(missed()))
        .containsExactlyElementsOf(LongStream.rangeClosed(10, 20).boxed().toList());
    coin.agree(TIP);
    assertThat(coin.mayTellOf(missed())).containsExactly(16L, 17L, 18L, 19L, 20L);
    coin.agree(new BlockRef(12, "h12"));
    assertThat(coin.mayTellOf(missed())).hasSize(5);
  }

  @Test
  void leaveItToAPersonWhereTooMuchWouldHaveToBeRead() {
    coin.beginWith(BEFORE, has(0));
    db.sql("UPDATE rail.baseline SET agreed_height = -6000").update();
    assertThat(coin.mayTellOf(missed())).isEmpty();
  }

  @Test
  void tellWhatTheyAreMadeOf() {
    coin.beginWith(BEFORE, has(1_000));
    payment("in", 0, "COIN", 500, 12L);
    assertThat(coin.about("treasury"))
        .contains(
            new Evidence("there before the first block", "1000"),
            new Evidence("asked of the chain after block", "9"),
            new Evidence("nothing was missed up to block", "9"),
            new Evidence("paid to it since", "500"),
            new Evidence("paid out by us", "0"));
  }

  // ---- helpers

  private static Holding missed() {
    return Holding.ofAccount("treasury", BigInteger.TEN);
  }

  private static List<Holding> has(long amount) {
    return List.of(Holding.ofAccount("treasury", BigInteger.valueOf(amount)));
  }

  private static Map<String, Long> lines(List<Part> parts) {
    return parts.stream()
        .filter(part -> part.amount().signum() != 0)
        .collect(Collectors.toMap(Part::name, part -> part.amount().longValueExact()));
  }

  private static InFlight deposit(
      String transaction, long output, String state, long amount, int depth) {
    String id = "deposit:" + RAIL + ":" + transaction + ":" + output;
    return new InFlight(id, state, Long.toString(amount), depth);
  }

  private static InFlight withdrawal(String transaction, long amountAndFee) {
    return new InFlight("withdrawal:" + transaction, "CONFIRMING", "" + amountAndFee, 4);
  }

  private void payment(String transaction, long output, String asset, long amount, Long height) {
    db.sql(
            """
            INSERT INTO rail.payment (rail, transaction, output, asset, amount, finality_depth,
              seen_at_millis, height, block_hash)
            VALUES ('chain', :transaction, :output, :asset, :amount, 4, 0, :height, :hash)""")
        .param("transaction", transaction)
        .param("output", output)
        .param("asset", asset)
        .param("amount", amount)
        .param("height", height)
        .param("hash", height == null ? null : "h" + height)
        .update();
  }

  private void payout(
      String transaction, String asset, long amount, String to, String state, Long height) {
    db.sql(
            """
            INSERT INTO rail.payout (withdrawal_id, rail, asset, amount, destination,
              finality_depth, state, txid, height, block_hash)
            VALUES ('withdrawal:' || :transaction, 'chain', :asset, :amount, :to, 4, :state,
              :transaction, :height, :hash)""")
        .param("transaction", transaction)
        .param("asset", asset)
        .param("amount", amount)
        .param("to", to)
        .param("state", state)
        .param("height", height)
        .param("hash", height == null ? null : "h" + height)
        .update();
  }

  private void sent(String transaction, long sequence, boolean succeeded, long fee, Long height) {
    db.sql("INSERT INTO rail.sent VALUES ('chain', ?, ?, ?, ?, ?, ?)")
        .params(transaction, sequence, succeeded, fee, height, height == null ? null : "h" + height)
        .update();
  }

  private void elsewhere(String transaction, String asset, long amount) {
    db.sql("INSERT INTO rail.spent_elsewhere VALUES ('chain', ?, ?, ?)")
        .params(transaction, asset, amount)
        .update();
  }
}
