package io.holdfast.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.content.Cid;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestExpired;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.api.session.TokenDigest;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.command.user.Persons;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.PlatformTransactionManager;

/** The command side as a whole: handlers, log engine, serializers, real PostgreSQL. */
@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = LedgerIT.Program.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "holdfast.log.require-durable=false",
      "holdfast.policy.withdrawal.BTC.fee=100",
      "holdfast.policy.withdrawal.BTC.minimum=1000",
      "holdfast.policy.withdrawal.BTC.max-per-withdrawal=1000000",
      "holdfast.policy.withdrawal.BTC.max-per-day=2000000",
      "holdfast.policy.withdrawal.BTC.approval-threshold=500000",
      "holdfast.policy.withdrawal.BTC.approvals=1"
    })
class LedgerIT {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final AccountId WORLD = AccountId.world("bitcoin");
  private final String run = UUID.randomUUID().toString();
  private final AccountId alice = new AccountId("account:alice-" + run);
  private final AccountId bob = new AccountId("account:bob-" + run);
  @Autowired private CommandBus bus;
  @Autowired private EventStore store;
  @Autowired private DataSource source;

  @Test
  void letsExactlyOneOfTwoWithdrawalsHaveTheLastUnit() {
    for (int round = 0; round < 20; round++) {
      AccountId account = new AccountId("account:race-" + round + "-" + run);
      await(send(new OpenAccount(account, "user:alice", "Main")));
      await(send(entry("entry:fund-" + round + "-" + run, WORLD, account, 1_100)));
      String one = "withdrawal:a-" + round + "-" + run;
      String other = "withdrawal:b-" + round + "-" + run;
      List<Object> answers =
          atOnce(List.of(withdrawal(one, account, 1_000), withdrawal(other, account, 1_000)));
      assertThat(answers).containsExactlyInAnyOrder("done", ErrorCode.INSUFFICIENT_FUNDS);
    }
  }

  @Test
  void postsOneEntryOnceHoweverOftenAndWideItIsSent() {
    open(alice, bob);
    await(send(entry("entry:fund-" + run, WORLD, alice, 1_000)));
    PostEntry transfer = entry("entry:once-" + run, alice, bob, 1_000);
    List<Object> answers = atOnce(IntStream.range(0, 16).mapToObj(_ -> transfer).toList());
    assertThat(answers).containsOnly("done");
    assertThat(events(bob.value()))
        .filteredOn(AmountPosted.class::isInstance)
        .containsExactly(
            new AmountPosted(bob.value(), "entry:once-" + run, "BTC", "1000", "1000", "0"));
  }

  @Test
  void refusesAllButOneOfSeveralEntriesUnderOneId() {
    open(alice, bob);
    await(send(entry("entry:fund-" + run, WORLD, alice, 1_000)));
    List<Object> answers =
        atOnce(
            IntStream.rangeClosed(1, 8)
                .mapToObj(minor -> entry("entry:same-" + run, alice, bob, minor))
                .toList());
    assertThat(answers).filteredOn("done"::equals).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.equals("done"))
        .containsOnly(ErrorCode.ALREADY_EXISTS_DIFFERENT);
  }

  @Test
  void losesNothingWhenManyTransfersCrossBetweenTwoAccounts() {
    open(alice, bob);
    await(send(entry("entry:fund-" + run, WORLD, alice, 100)));
    List<Command> transfers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean there = i % 2 == 0;
      transfers.add(entry("entry:x" + i + "-" + run, there ? alice : bob, there ? bob : alice, 1));
    }
    assertThat(atOnce(transfers)).containsOnly("done", ErrorCode.INSUFFICIENT_FUNDS);
    assertThat(balance(alice) + balance(bob)).isEqualTo(100);
  }

  @Test
  void creditsADepositInOneAppend() {
    open(alice);
    DepositRequestId request = new DepositRequestId("deposit-request:" + run);
    DepositId deposit = DepositId.of("bitcoin", run, 0);
    BlockRef block = new BlockRef(100, "a");
    await(send(new RequestDeposit(request, alice, "BTC", null, Duration.ofHours(1))));
    await(
        send(
            new ReportPayment(
                deposit, request, "bitcoin", run, 0, Money.of(BTC, 5_000), block, Instant.now())));
    long index = await(send(new CountConfirmations(deposit, block, 2)));
    List<String> types =
        JdbcClient.create(source)
            .sql(
                "select type from log.event where log_index between :first and :last"
                    + " order by log_index")
            .param("first", index - 4)
            .param("last", index)
            .query(String.class)
            .list();
    assertThat(types)
        .containsExactly(
            DepositConfirmed.class.getName(),
            DepositCredited.class.getName(),
            PaymentCounted.class.getName(),
            EntryPosted.class.getName(),
            AmountPosted.class.getName());
    assertThat(balance(alice)).isEqualTo(5_000);
  }

  @Test
  void paysAWithdrawalOutThroughAReorganisation() {
    open(alice);
    await(send(entry("entry:fund-" + run, WORLD, alice, 1_000_000)));
    WithdrawalId id = new WithdrawalId("withdrawal:whole-" + run);
    BlockRef lost = new BlockRef(100, "lost");
    BlockRef block = new BlockRef(100, "kept");
    await(send(withdrawal(id.value(), alice, 600_000)));
    await(send(new ApproveWithdrawal(id, "user:olivia")));
    await(send(new RecordSigned(id, "tx", "00ff", Money.of(BTC, 40))));
    await(send(new RecordBroadcast(id, "tx")));
    await(send(new CountWithdrawalConfirmations(id, lost, 1)));
    await(send(new OrphanWithdrawal(id, lost)));
    await(send(new CountWithdrawalConfirmations(id, block, 1)));
    await(send(new CountWithdrawalConfirmations(id, block, 6)));
    assertThat(events(id.value()))
        .hasExactlyElementsOfTypes(
            WithdrawalRequested.class,
            WithdrawalApprovalGiven.class,
            WithdrawalApproved.class,
            WithdrawalSigned.class,
            WithdrawalBroadcast.class,
            WithdrawalConfirmed.class,
            WithdrawalOrphaned.class,
            WithdrawalConfirmed.class,
            WithdrawalConfirmed.class,
            WithdrawalSettled.class);
    assertThat(events(alice.value()))
        .last()
        .isEqualTo(
            new HoldCaptured(
                alice.value(), id.hold().value(), "entry:" + id, "BTC", "600100", "399900", "0"));
  }

  @Test
  void followsARailBlockByBlock() {
    String rail = "rail" + run;
    await(send(applied(rail, 1, "a", "z")));
    await(send(applied(rail, 2, "b", "a")));
    await(send(new OrphanBlock(rail, new BlockRef(2, "b"), new BlockRef(1, "a"))));
    await(send(applied(rail, 2, "c", "a")));
    assertThat(answer(applied(rail, 4, "e", "d"))).isEqualTo(ErrorCode.WRONG_STATE);
    assertThat(answer(applied(rail, 2, "c", "a"))).isEqualTo("done");
    assertThat(events("rail:" + rail)).hasSize(4);
  }

  private static ApplyBlock applied(String rail, long height, String hash, String parent) {
    return new ApplyBlock(rail, new BlockRef(height, hash), parent, Instant.EPOCH, 10);
  }

  @Test
  void expiresARequestWhenItsTimeHasRunOut() {
    open(alice);
    DepositRequestId request = new DepositRequestId("deposit-request:short-" + run);
    await(send(new RequestDeposit(request, alice, "BTC", null, Duration.ofMillis(300))));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                events(request.value()).contains(new DepositRequestExpired(request.value(), "0")));
    assertThat(actorOfLast(request.value())).isEqualTo("system:deadlines");
    Awaitility.await().until(() -> tasks("deposit-request:short-" + run) == 0);
  }

  @Test
  void keepsADeadlineInTheDatabaseUntilItsTime() {
    open(alice);
    DepositRequestId request = new DepositRequestId("deposit-request:long-" + run);
    await(send(new RequestDeposit(request, alice, "BTC", null, Duration.ofDays(1))));
    Awaitility.await().until(() -> tasks(request.value()) == 1);
  }

  @Test
  void letsEitherReleaseOrComplaintCountAndKeepsADeadlineForEachState() {
    AccountId sellers = new AccountId("account:seller-" + run);
    open(alice);
    await(send(new OpenAccount(sellers, "user:seller", "Main")));
    await(send(entry("entry:fund-" + run, WORLD, alice, 10_000)));
    UserId buyer = new UserId("user:" + run);
    Cid evidence = new Cid("b" + "a".repeat(58));
    long released = 0;
    for (int round = 0; round < 10; round++) {
      OrderId order = new OrderId("order:" + round + "-" + run);
      shipped(order, new Party(buyer, alice), new Party(new UserId("user:seller"), sellers));
      List<Object> answers =
          atOnce(
              List.of(
                  new ReleaseOrder(order, buyer),
                  new OpenDispute(order, buyer, DisputeReason.DAMAGED, evidence)));
      assertThat(answers).containsExactlyInAnyOrder("done", ErrorCode.WRONG_STATE);
      boolean won = answers.getFirst().equals("done");
      released += won ? 1 : 0;
      assertThat(balance(order.pot())).isEqualTo(won ? 0 : 1_000);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> tasks(order.value()) == (won ? 3 : 4));
    }
    assertThat(balance(sellers)).isEqualTo(released * 1_000);
    assertThat(balance(alice)).isZero();
  }

  private void shipped(OrderId order, Party buyer, Party seller) {
    Duration day = Duration.ofDays(1);
    await(
        send(
            new CreateOrder(
                order,
                buyer,
                seller,
                new Item("lamp", "A lamp", null),
                Money.of(BTC, 1_000),
                PaymentMode.BALANCE,
                new OrderTimes(day, day, day, day, day, day, day),
                null,
                null)));
    await(send(new PayOrder(order, buyer.userId())));
    await(send(new ShipOrder(order, seller.userId(), new Cid("b" + "b".repeat(58)))));
  }

  @Test
  void asksASessionWhenItsMomentComesAndComesAgainWhereThatIsTooEarly() {
    UserId user = new UserId("user:" + run);
    SessionId session = new SessionId("session:" + run);
    await(send(Persons.register(user, emailOf(run))));
    await(send(new OpenSession(session, user, new TokenDigest("0".repeat(64)), Persons.HOME)));
    Awaitility.await().until(() -> tasks(session.value()) == 1);

    long asked = dueMillis(session.value());
    JdbcClient.create(source)
        .sql(
            "update log.scheduled_tasks set execution_time = now() - interval '1 second',"
                + " version = version + 1 where task_instance = :session")
        .param("session", session.value())
        .update();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> dueMillis(session.value()) == asked);
    assertThat(events(session.value()))
        .hasExactlyElementsOfTypes(SessionVerified.class, SessionActivated.class);
  }

  @Test
  void givesAnAddressToOneOfManyWhoWantItAtOnce() {
    List<Object> answers =
        atOnce(
            IntStream.range(0, 8)
                .mapToObj(
                    i -> Persons.register(new UserId("user:" + i + run), emailOf("one" + run)))
                .toList());

    assertThat(answers).filteredOn("done"::equals).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.equals("done"))
        .containsOnly(ErrorCode.EMAIL_TAKEN);
  }

  private static EmailId emailOf(String text) {
    return new EmailId("email:%064x".formatted(text.hashCode() & 0xffff_ffffL));
  }

  private long dueMillis(String instance) {
    return JdbcClient.create(source)
        .sql(
            "select (extract(epoch from execution_time) * 1000)::bigint from log.scheduled_tasks"
                + " where task_instance = :instance")
        .param("instance", instance)
        .query(Long.class)
        .single();
  }

  private long tasks(String instance) {
    return JdbcClient.create(source)
        .sql("select count(*) from log.scheduled_tasks where task_instance = :instance")
        .param("instance", instance)
        .query(Long.class)
        .single();
  }

  private @Nullable Object actorOfLast(String streamId) {
    return store
        .readEvents(streamId)
        .asStream()
        .reduce((first, second) -> second)
        .map(message -> message.getMetaData().get(MetaKeys.ACTOR))
        .orElse(null);
  }

  private void open(AccountId... accounts) {
    for (AccountId account : accounts) {
      await(send(new OpenAccount(account, "user:" + run, "Main")));
    }
  }

  private List<Object> atOnce(List<? extends Command> commands) {
    List<CompletableFuture<Object>> answers =
        commands.stream()
            .map(command -> CompletableFuture.supplyAsync(() -> answer(command)))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private Object answer(Command command) {
    try {
      await(send(command));
      return "done";
    } catch (Rejection refusal) {
      return refusal.code();
    }
  }

  private FutureCallback<Object, Object> send(Command command) {
    FutureCallback<Object, Object> callback = new FutureCallback<>();
    bus.dispatch(new GenericCommandMessage<Object>(command), callback);
    return callback;
  }

  /** The log index of what was appended; 0 when nothing was. */
  private static long await(FutureCallback<Object, Object> callback) {
    try {
      CommandResultMessage<?> result = callback.get();
      if (result.isExceptional()) {
        throw result.exceptionResult() instanceof Rejection refusal
            ? refusal
            : new IllegalStateException(result.exceptionResult());
      }
      return result.getMetaData().get(MetaKeys.LOG_INDEX) instanceof Long index ? index : 0;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Object> events(String streamId) {
    return store
        .readEvents(streamId)
        .asStream()
        .map(message -> (Object) message.getPayload())
        .toList();
  }

  private long balance(AccountId account) {
    return events(account.value()).stream()
        .filter(AmountPosted.class::isInstance)
        .map(AmountPosted.class::cast)
        .reduce((first, second) -> second)
        .map(posted -> Long.parseLong(posted.postedAfter()))
        .orElse(0L);
  }

  private static RequestWithdrawal withdrawal(String id, AccountId account, long minor) {
    return new RequestWithdrawal(
        new WithdrawalId(id), account, Money.of(BTC, minor), "bc1dest", "user:alice");
  }

  private static PostEntry entry(String id, AccountId from, AccountId to, long minor) {
    return new PostEntry(
        new JournalEntry(
            new EntryId(id),
            from.isBoundary() ? EntryKind.DEPOSIT : EntryKind.TRANSFER,
            List.of(
                new Posting(from, Money.of(BTC, -minor)), new Posting(to, Money.of(BTC, minor))),
            "test"));
  }

  @EnableAutoConfiguration
  @Import(CommandSideConfiguration.class)
  static class Program {
    @Bean
    DataSource dataSource() {
      return TestDatabase.create("log").dataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource source) {
      return new DataSourceTransactionManager(source);
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Assets assets() {
      return new Assets(List.of(BTC));
    }

    @Bean
    Rails rails() {
      return new TestRails(2, 6).all();
    }
  }
}
