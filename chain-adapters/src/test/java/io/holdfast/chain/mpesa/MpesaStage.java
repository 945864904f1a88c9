package io.holdfast.chain.mpesa;

import io.holdfast.api.Command;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.FailMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.LeaveMobilePayment;
import io.holdfast.api.mpesa.MobilePaymentCommand;
import io.holdfast.api.mpesa.MobilePaymentDoubted;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentFailed;
import io.holdfast.api.mpesa.MobilePaymentFound;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentPushed;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.MobilePaymentUnresolved;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.api.query.Scope;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserErased;
import io.holdfast.chain.ledger.Ledger;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.mpesa.daraja.Daraja;
import io.holdfast.chain.mpesa.daraja.Push;
import io.holdfast.chain.mpesa.daraja.PushAnswer;
import io.holdfast.chain.mpesa.daraja.QueryAnswer;
import io.holdfast.testkit.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rail on a real database, with a ledger that keeps the law of mobile payments as it is in the
 * command side's table, and an M-Pesa that says what it is told to say. All of it may die before
 * and after each thing that it does to the outside: to the database by the worker, to the ledger,
 * and to M-Pesa. For one thread.
 */
final class MpesaStage {
  static final String SECRET = "s".repeat(40);
  static final String MPESA = "196.201.214.200";
  static final long CENTS = 150_000;
  static final LookPlan PLAN =
      new LookPlan(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(30));

  private static final SingleConnectionDataSource SOURCE = open();
  private static final Asset KES = new Asset("KES", 2, "mpesa");

  final TestClock clock = new TestClock();
  final JdbcClient db = JdbcClient.create(SOURCE);
  final Says mpesa = new Says();
  final Books books = new Books();
  private final MobilePaymentStore store =
      new MobilePaymentStore(db, new TransactionTemplate(new DataSourceTransactionManager(SOURCE)));
  private final CallbackAddress address =
      new CallbackAddress(() -> URI.create("https://ledger.example"), SECRET);
  private final CallbackDesk desk =
      new CallbackDesk(address, new AddressList(List.of(MPESA)), store, () -> {}, clock);
  private final MobilePaymentProjection projection = new MobilePaymentProjection(db, () -> {});
  private int mostPushesAnHour = 100_000;
  private MobilePaymentWorker worker = newWorker();
  private int stepsToLive = Integer.MAX_VALUE;
  boolean forgotten;

  MpesaStage() {
    db.sql("TRUNCATE rail.mobile_payment, rail.mobile_callback, rail.parked").update();
  }

  private static SingleConnectionDataSource open() {
    TestDatabase database = TestDatabase.create("rail");
    return new SingleConnectionDataSource(
        database.jdbcUrl(), database.username(), database.password(), true);
  }

  private MobilePaymentWorker newWorker() {
    return newWorker(mpesa);
  }

  MobilePaymentStore store() {
    return store;
  }

  /** Another node's, on the same database and with the same ledger. */
  MobilePaymentWorker newWorker(Daraja daraja) {
    return new MobilePaymentWorker(
        daraja,
        store,
        new Reporter(books, new ParkingLot(db, MpesaRail.ID, clock), MpesaRail.ID),
        (_, _) -> forgotten ? Optional.empty() : Optional.of("+254712345678"),
        address,
        new Assets(List.of(KES)),
        PLAN,
        mostPushesAnHour,
        clock);
  }

  /** The program is killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  void dieAt(int step) {
    stepsToLive = step;
  }

  private void step() {
    if (stepsToLive-- <= 0) {
      throw new Killed();
    }
  }

  void asksAtMost(int pushesAnHour) {
    mostPushesAnHour = pushesAnHour;
    restart();
  }

  void forget() {
    forgotten = true;
    projection.on(new UserErased("user:bea", "user:adam"));
  }

  void isOver(MobilePaymentId id) {
    projection.on(new OrderCancelled(row(id).orderId(), "user:bea", "ASKED"));
  }

  /** M-Pesa's name for the payment, which ends in the phone number; or null. */
  @Nullable String kept(MobilePaymentId id) {
    return db.sql(
            "SELECT checkout_request_id FROM rail.mobile_payment WHERE mobile_payment_id = :id")
        .param("id", id.value())
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }

  void restart() {
    stepsToLive = Integer.MAX_VALUE;
    worker = newWorker();
  }

  MobilePaymentId ask(String name) {
    MobilePaymentId id = new MobilePaymentId(MobilePaymentId.PREFIX + name);
    long now = clock.millis();
    books.tell(
        new MobilePaymentRequested(
            "order:" + name,
            id.value(),
            "user:bea",
            Sealed.PREFIX + "p".repeat(40),
            "KES",
            Long.toString(CENTS),
            now,
            now + Duration.ofMinutes(3).toMillis()));
    return id;
  }

  /** Works until nothing is due at this moment. */
  void work() {
    for (int turn = 0; turn < 1_000; turn++) {
      if (!worker.work().more() && nextMillis() > clock.millis()) {
        return;
      }
    }
    throw new AssertionError("it never rests");
  }

  /** Works, and lets time pass until the next thing is due, up to so long. */
  void workFor(Duration time) {
    long end = clock.millis() + time.toMillis();
    while (true) {
      work();
      long next = nextMillis();
      if (next > end) {
        clock.to(end);
        return;
      }
      clock.to(next);
    }
  }

  private long nextMillis() {
    return db.sql("SELECT coalesce(min(next_look_at_millis), :never) FROM rail.mobile_payment")
        .param("never", Long.MAX_VALUE)
        .query(Long.class)
        .single();
  }

  void call(MobilePaymentId id, String result, @Nullable Long cents, @Nullable String receipt) {
    desk.handle(
        new TakeMobileCallback(
            SECRET, MPESA, id.rest(), callback(mpesa.nameOf(id), result, cents, receipt)));
  }

  boolean isTaken(TakeMobileCallback callback) {
    try {
      desk.handle(callback);
      return true;
    } catch (Rejection refusal) {
      if (refusal.code() != ErrorCode.NOT_FOUND) {
        throw refusal;
      }
      return false;
    }
  }

  static String callback(
      String checkout, String result, @Nullable Long cents, @Nullable String receipt) {
    StringBuilder items = new StringBuilder("{\"Name\":\"Balance\"}");
    if (cents != null) {
      items.append(",{\"Name\":\"Amount\",\"Value\":").append(cents / 100).append('.');
      items.append(cents % 100 < 10 ? "0" : "").append(cents % 100).append('}');
    }
    if (receipt != null) {
      items.append(",{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"").append(receipt).append("\"}");
    }
    return """
    {"Body":{"stkCallback":{"MerchantRequestID":"m","CheckoutRequestID":"%s","ResultCode":%s,
    "ResultDesc":"words","CallbackMetadata":{"Item":[%s]}}}}\
    """
        .formatted(checkout, result, items);
  }

  MobilePaymentFound.Row row(MobilePaymentId id) {
    return Objects.requireNonNull(
        new MobilePaymentQueries(db).of(new FindMobilePayment(Scope.EVERYBODY, id)).payment());
  }

  MobilePaymentState state(MobilePaymentId id) {
    return row(id).state();
  }

  /** What M-Pesa says of each payment from a moment on; before that it is pending. */
  final class Says implements Daraja {
    private final Map<String, List<Result>> results = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> rings = new HashMap<>();
    @Nullable PushAnswer answers;
    boolean ringsAnyway;
    int questions;

    private record Result(long fromMillis, String code) {}

    void willSay(MobilePaymentId id, Duration after, String code) {
      results
          .computeIfAbsent(id.rest(), _ -> new ArrayList<>())
          .add(new Result(clock.millis() + after.toMillis(), code));
    }

    int ringsOf(MobilePaymentId id) {
      return rings.getOrDefault(id.rest(), 0);
    }

    String nameOf(MobilePaymentId id) {
      return "ws_CO_" + id.rest() + "_254712345678";
    }

    @Override
    public PushAnswer push(Push push) {
      step();
      String rest = push.callback().getPath().replaceFirst(".*/", "");
      if (answers == null || ringsAnyway) {
        rings.merge(rest, 1, Integer::sum);
        names.put("ws_CO_" + rest + "_254712345678", rest);
      }
      step();
      return answers == null
          ? new PushAnswer.Taken("m", "ws_CO_" + rest + "_254712345678")
          : answers;
    }

    @Override
    public QueryAnswer query(String checkoutRequestId) {
      step();
      questions++;
      String rest = names.get(checkoutRequestId);
      if (rest == null) {
        return new QueryAnswer.Untold("HTTP 400");
      }
      String code = null;
      for (Result result : results.getOrDefault(rest, List.of())) {
        code = result.fromMillis() <= clock.millis() ? result.code() : code;
      }
      return code == null ? new QueryAnswer.Pending() : new QueryAnswer.Ended(code);
    }

    @Override
    public void knock() {}
  }

  /** Keeps the law of the command side's table, and projects at once. */
  final class Books implements Ledger {
    private final Map<String, MobilePaymentState> states = new HashMap<>();
    private final Map<String, String> receipts = new HashMap<>();
    final Map<String, Integer> credits = new HashMap<>();
    boolean projects = true;
    private final List<MobilePaymentEvent> unread = new ArrayList<>();

    void tell(MobilePaymentEvent event) {
      unread.add(event);
      if (projects) {
        read();
      }
    }

    void read() {
      unread.forEach(projection::on);
      unread.clear();
    }

    int creditsOf(MobilePaymentId id) {
      return credits.getOrDefault(id.value(), 0);
    }

    @Override
    public CompletableFuture<Boolean> send(Command command, Map<String, String> metadata) {
      step();
      try {
        decide((MobilePaymentCommand) command);
      } catch (Rejection refusal) {
        return CompletableFuture.failedFuture(refusal);
      }
      step();
      return CompletableFuture.completedFuture(true);
    }

    private void decide(MobilePaymentCommand command) {
      String order = command.orderId().value();
      String id = command.mobilePaymentId().value();
      MobilePaymentState state = states.getOrDefault(id, MobilePaymentState.REQUESTED);
      boolean open =
          List.of(
                  MobilePaymentState.REQUESTED,
                  MobilePaymentState.PUSHED,
                  MobilePaymentState.UNRESOLVED)
              .contains(state);
      switch (command) {
        case RecordMobilePush _ when state == MobilePaymentState.REQUESTED ->
            become(id, MobilePaymentState.PUSHED, new MobilePaymentPushed(order, id));
        case LeaveMobilePayment c when open ->
            become(
                id,
                MobilePaymentState.UNRESOLVED,
                new MobilePaymentUnresolved(order, id, c.cause().name(), c.result()));
        case FailMobilePayment c when open ->
            become(
                id,
                MobilePaymentState.FAILED,
                new MobilePaymentFailed(order, id, c.cause().name(), c.result()));
        case SucceedMobilePayment c -> succeed(c, order, id, state);
        case ClaimReceipt c -> claim(c, order, id, state);
        default -> {}
      }
    }

    private void succeed(
        SucceedMobilePayment command, String order, String id, MobilePaymentState state) {
      boolean asAsked = command.amount().minor().longValueExact() == CENTS;
      if (state == MobilePaymentState.SUCCEEDED || state == MobilePaymentState.DOUBTED) {
        return;
      }
      if (asAsked) {
        credits.merge(id, 1, Integer::sum);
        become(
            id,
            MobilePaymentState.SUCCEEDED,
            new MobilePaymentSucceeded(order, id, "payment:" + id, "KES", "" + CENTS));
      } else {
        become(
            id,
            MobilePaymentState.DOUBTED,
            new MobilePaymentDoubted(order, id, "KES", "" + CENTS, command.amount().digits()));
      }
    }

    private void claim(ClaimReceipt command, String order, String id, MobilePaymentState state) {
      String receipt = command.receipt().value();
      if (state != MobilePaymentState.SUCCEEDED) {
        throw new Rejection(ErrorCode.WRONG_STATE, "not paid");
      }
      if (!receipts.computeIfAbsent(receipt, _ -> id).equals(id)) {
        throw new Rejection(ErrorCode.ALREADY_EXISTS_DIFFERENT, "another's");
      }
      tell(new MobilePaymentReceiptTold(order, id, receipt));
    }

    private void become(String id, MobilePaymentState state, MobilePaymentEvent event) {
      states.put(id, state);
      tell(event);
    }
  }
}
