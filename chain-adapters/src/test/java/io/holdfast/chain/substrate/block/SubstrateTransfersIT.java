package io.holdfast.chain.substrate.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.substrate.Vectors;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.DepositAccounts;
import io.holdfast.chain.substrate.address.DepositBook;
import io.holdfast.chain.substrate.block.SubstrateBlock.Included;
import io.holdfast.chain.substrate.runtime.BlockEvents;
import io.holdfast.chain.substrate.runtime.Event;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.scale.Value;
import io.holdfast.chain.transfer.IncomingPayment;
import io.holdfast.chain.transfer.SentTransaction;
import io.holdfast.testkit.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;

/** What events mean, on events that polkadot-js made by the types of real runtimes. */
class SubstrateTransfersIT {
  private static final AccountId ME = account("account");
  private static final AccountId DEST = account("dest");
  private static final Header BLOCK = new Header(7, "0x" + "ab".repeat(32), "0x" + "cd".repeat(32));

  private final DataSource source = TestDatabase.create("rail").dataSource();
  private final JdbcClient db = JdbcClient.create(source);
  private DepositBook book;

  @BeforeEach
  void aTreasury() {
    book = treasury(ME);
  }

  @Test
  void readsATransferAndWhatCameFromAnotherChainAsPayments() {
    List<IncomingPayment> payments = meaning(treasury(DEST)).payments(block("polkadot"));

    assertThat(payments)
        .extracting(payment -> payment.transaction() + " " + payment.amount())
        .containsExactly(BLOCK.hash() + " 500", "0x02 12345678901234567890");
    assertThat(payments).extracting(IncomingPayment::payer).containsExactly(null, ME.hex());
    assertThat(payments).extracting(IncomingPayment::reference).containsOnlyNulls();
    assertThat(payments)
        .allSatisfy(payment -> assertThat(payment.output() >> 20).isEqualTo(BLOCK.height()));
  }

  @Test
  void namesTheDepositAccountThatWasPaid() {
    AccountId deposit = book.next();
    SubstrateBlock block = block("polkadot", transfer(DEST, deposit, 5), transfer(DEST, DEST, 6));

    assertThat(meaning(book).payments(block))
        .extracting(IncomingPayment::reference)
        .containsExactly(deposit.hex());
  }

  @Test
  void takesNoMoveBetweenOurOwnAccountsForAPayment() {
    AccountId deposit = book.next();

    assertThat(meaning(book).payments(block("polkadot", transfer(deposit, ME, 5)))).isEmpty();
    assertThat(meaning(book).payments(block("polkadot", transfer(ME, deposit, 5)))).isEmpty();
  }

  @Test
  void takesAFeeThatIsGivenBackForNoPayment() {
    Event refund = event(2, "Balances", "Deposit", List.of("who", "amount"), bytes(ME), number(5));

    assertThat(meaning(book).payments(block("polkadot", refund))).isEmpty();
    assertThat(meaning(book).payments(block("polkadot", at(3, refund)))).hasSize(1);
  }

  @Test
  void tellsWhatOurAccountSentAndWhatItCost() {
    SubstrateBlock block = block("polkadot");

    assertThat(meaning(book).sent(block))
        .containsExactly(
            new SentTransaction(
                "0x02",
                41,
                true,
                BigInteger.valueOf(158_154_905),
                Map.of("DOT", new BigInteger("12345678901234567890"))));
  }

  @Test
  void believesNeitherOutcomeThatItCannotRead() {
    SubstrateBlock whole = block("polkadot");
    List<Event> unknown =
        whole.events().events().stream().filter(it -> !it.name().startsWith("Extrinsic")).toList();

    assertThatThrownBy(() -> meaning(book).sent(withEvents(whole, new BlockEvents(unknown, null))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void passesOverNoPaymentOfOursThatItCannotRead() {
    db.sql(
            """
            INSERT INTO rail.payout (withdrawal_id, rail, asset, amount, destination,
              finality_depth, state, txid)
            VALUES ('withdrawal:a', 'polkadot', 'DOT', 1, 'somebody', 1, 'BROADCAST', '0x03')""")
        .update();

    assertThatThrownBy(() -> meaning(book).sent(block("polkadot")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0x03");
  }

  @Test
  void keepsWhatConfiguredContractsSaidAndMarksItWhenTheBlockLosesItsPlace() {
    SubstrateBlock block = block("substrate-contracts-node");
    SubstrateTransfers deaf = new SubstrateTransfers(book, store(), "DOT", Set.of(ME));
    deaf.storeMore(BLOCK, block);
    assertThat(count("SELECT count(*) FROM rail.contract_event")).isZero();

    meaning(book).storeMore(BLOCK, block);
    meaning(book).storeMore(BLOCK, block);

    assertThat(
            db.sql(
                    "SELECT contract || ' ' || (raw ->> 'data') FROM rail.contract_event WHERE"
                        + " standing")
                .query(String.class)
                .list())
        .containsExactly(DEST.hex() + " 00010203ff");
    meaning(book).undoMore(BLOCK);
    assertThat(count("SELECT count(*) FROM rail.contract_event WHERE standing")).isZero();
  }

  @Test
  void keepsTheTopicsThatAContractsEventIsFoundBy() {
    Event said =
        new Event(
            4,
            1,
            "Contracts",
            "ContractEmitted",
            new Value.Fields(
                List.of("contract", "data"), List.of(bytes(DEST), new Value.Bytes("0102"))),
            List.of("aa".repeat(32), "bb".repeat(32)));

    meaning(book).storeMore(BLOCK, block("polkadot", said));

    assertThat(
            db.sql("SELECT topic || ' ' || (raw -> 'topics' ->> 1) FROM rail.contract_event")
                .query(String.class)
                .list())
        .containsExactly("aa".repeat(32) + " " + "bb".repeat(32));
  }

  @Test
  void parksTheBytesThatCannotBeReadOnce() {
    byte[] stored = stored("polkadot");
    BlockEvents cut =
        BlockEvents.read(Vectors.runtime("polkadot"), Arrays.copyOf(stored, stored.length - 40));
    SubstrateBlock block = withEvents(block("polkadot"), cut);

    meaning(book).storeMore(BLOCK, block);
    meaning(book).storeMore(BLOCK, block);

    assertThat(
            db.sql("SELECT payload ->> 'hex' FROM rail.parked WHERE block_hash = ?")
                .param(BLOCK.hash())
                .query(String.class)
                .list())
        .containsExactly(Objects.requireNonNull(cut.unreadable()).hex());
  }

  @Test
  void remembersWhichDepositsWereEmptiedUntilTheBlockLosesItsPlace() {
    AccountId deposit = book.next();
    meaning(book).storeMore(BLOCK, block("polkadot", transfer(deposit, ME, 5)));
    assertThat(count("SELECT swept_height FROM rail.derived_account")).isEqualTo(BLOCK.height());

    meaning(book).undoMore(BLOCK);

    assertThat(count("SELECT count(*) FROM rail.derived_account WHERE swept_height IS NULL"))
        .isOne();
  }

  @Test
  void givesDepositAccountsOutByRisingNumbers() {
    List<AccountId> given = List.of(book.next(), book.next(), book.next());

    DepositAccounts accounts = new DepositAccounts(ME);
    assertThat(given)
        .containsExactly(accounts.account(0), accounts.account(1), accounts.account(2));
    assertThat(book.numbers(given).values()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(book.isOurs(ME)).isTrue();
    assertThat(book.isOurs(given.getLast())).isTrue();
    assertThat(book.isOurs(DEST)).isFalse();
  }

  // ---- helpers

  private DepositBook treasury(AccountId account) {
    return new DepositBook(
        db, new JdbcTransactionManager(source), "polkadot", new DepositAccounts(account));
  }

  private SubstrateStore store() {
    return new SubstrateStore(db, "polkadot", Clock.systemUTC());
  }

  private SubstrateTransfers meaning(DepositBook of) {
    return new SubstrateTransfers(of, store(), "DOT", Set.of(DEST));
  }

  /** A block in which extrinsic 2 is ours. */
  private static SubstrateBlock block(String runtime) {
    Extrinsic.Sender us = new Extrinsic.Sender(ME, BigInteger.valueOf(41));
    Value nothing = new Value.Fields(List.of(), List.of());
    List<Included> extrinsics =
        List.of(
            new Included("0x00", null),
            new Included("0x01", null),
            new Included("0x02", new Extrinsic(us, "Balances", "transfer_keep_alive", nothing)),
            new Included("0x03", null));
    return new SubstrateBlock(
        BLOCK.height(),
        BLOCK.hash(),
        1_000,
        extrinsics,
        BlockEvents.read(Vectors.runtime(runtime), stored(runtime)));
  }

  private static SubstrateBlock block(String runtime, Event... events) {
    return withEvents(block(runtime), new BlockEvents(List.of(events), null));
  }

  private static SubstrateBlock withEvents(SubstrateBlock block, BlockEvents events) {
    return new SubstrateBlock(
        block.height(), block.hash(), block.minedAtMillis(), block.extrinsics(), events);
  }

  private static Event transfer(AccountId from, AccountId to, long amount) {
    return event(
        3,
        "Balances",
        "Transfer",
        List.of("from", "to", "amount"),
        bytes(from),
        bytes(to),
        number(amount));
  }

  private static Event event(
      int extrinsic, String pallet, String name, List<String> names, Value... values) {
    return new Event(
        0, extrinsic, pallet, name, new Value.Fields(names, List.of(values)), List.of());
  }

  private static Event at(int extrinsic, Event event) {
    return new Event(
        event.index(), extrinsic, event.pallet(), event.name(), event.fields(), event.topics());
  }

  private static Value bytes(AccountId account) {
    return new Value.Bytes(account.hex());
  }

  private static Value number(long amount) {
    return new Value.Whole(BigInteger.valueOf(amount));
  }

  private static byte[] stored(String runtime) {
    for (JsonNode vector : Vectors.ALL.get("events")) {
      if (vector.get("runtime").asString().equals(runtime)) {
        return Vectors.bytes(vector.get("hex").asString());
      }
    }
    throw new IllegalArgumentException(runtime);
  }

  private static AccountId account(String vector) {
    return AccountId.of(Vectors.bytes(Vectors.ALL.get(vector).asString()));
  }

  private long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }
}
