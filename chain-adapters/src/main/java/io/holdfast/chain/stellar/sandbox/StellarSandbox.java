package io.holdfast.chain.stellar.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.sandbox.LoopbackDoor;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.sandbox.LedgerStore.Stored;
import io.holdfast.chain.stellar.sandbox.SimulatedLedgers.Verdict;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.Transaction;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The simulated Stellar network as the program holds it: where the adapter finds its node, and what
 * may be done to it. One thread at a time changes it, and a ledger is seen by others only after it
 * is stored; what waits for a ledger is in memory only, as in a real node. Thread-safe.
 */
public final class StellarSandbox implements AutoCloseable {
  /** As long as a real node keeps them by default: about seven days. */
  static final int RETENTION_LEDGERS = 120_960;

  private static final long PAYMENT_VALID_SECONDS = 300;
  private static final int TOKEN_BYTES = 32;

  private final LedgerStore store;
  private final Genesis genesis;
  private final Clock clock;
  private final LoopbackDoor door;
  private @Nullable SimulatedLedgers copy;
  private volatile int retentionLedgers = RETENTION_LEDGERS;

  private StellarSandbox(LedgerStore store, Genesis genesis, Clock clock, String token) {
    this.store = store;
    this.genesis = genesis;
    this.clock = clock;
    StellarDoor answers = new StellarDoor(new StellarMethods(this));
    this.door = new LoopbackDoor(new Credentials.Bearer(token), answers::answer);
  }

  /** Kept in the schema {@code rail} of this database. */
  public static StellarSandbox open(
      DataSource source,
      PlatformTransactionManager transactions,
      Genesis genesis,
      Clock clock,
      SecureRandom random) {
    LedgerStore store =
        new JdbcLedgerStore(JdbcClient.create(source), new TransactionTemplate(transactions));
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return start(store, genesis, clock, HexFormat.of().formatHex(token));
  }

  /**
   * @param token for the node's door, made anew at each start
   */
  static StellarSandbox start(LedgerStore store, Genesis genesis, Clock clock, String token) {
    StellarSandbox sandbox = new StellarSandbox(store, genesis, clock, token);
    if (sandbox.<Long>read(SimulatedLedgers::latest) == 0) {
      sandbox.close(1);
    }
    return sandbox;
  }

  /** Where and how the node is asked. */
  public NodeEndpoint endpoint() {
    return door.endpoint();
  }

  synchronized <T> T read(Function<SimulatedLedgers, T> question) {
    return question.apply(newest());
  }

  synchronized Verdict submit(Envelope envelope) {
    return newest().submit(envelope, nowSeconds());
  }

  /** Closes so many ledgers, the first with all that waits. Answers with the newest one. */
  synchronized long close(int ledgers) {
    try {
      return store.inTurn(
          () -> {
            SimulatedLedgers chain = newest();
            for (int i = 0; i < ledgers; i++) {
              keep(chain.close(nowSeconds()));
            }
            return chain.latest();
          });
    } catch (RuntimeException failure) {
      copy = null;
      throw failure;
    }
  }

  private void keep(Closed ledger) {
    store.append(
        new Stored(
            ledger.header().sequence(),
            ledger.header().closeTimeSeconds(),
            ledger.transactions().stream().map(Applied::envelope).toList()));
  }

  synchronized boolean anythingWaits() {
    return !newest().waiting().isEmpty();
  }

  /** What another program closed meanwhile is taken over. */
  private SimulatedLedgers newest() {
    SimulatedLedgers chain = copy == null ? new SimulatedLedgers(genesis) : copy;
    for (Stored ledger : store.after(chain.latest())) {
      chain.close(ledger.transactions(), ledger.closeTimeSeconds());
    }
    copy = chain;
    return chain;
  }

  /**
   * Somebody outside pays. The payment waits for the next ledger. Answers with its hash.
   *
   * @throws Rejection WRONG_STATE when the network would not take it
   */
  synchronized String pay(ClassicAsset asset, ScAddress destination, long stroops, Memo memo) {
    return send(Genesis.FAUCET, new Operation.Payment(destination, asset, stroops), memo);
  }

  synchronized String send(Ed25519Key by, Operation operation, Memo memo) {
    if (anythingWaits()) {
      close(1);
    }
    AccountEntry source = newest().state().account(by.account()).orElseThrow();
    Transaction transaction =
        new Transaction(
            by.account(),
            LedgerState.BASE_FEE,
            source.sequence() + 1,
            new TimeBounds(0, nextCloseSeconds() + PAYMENT_VALID_SECONDS),
            memo,
            operation,
            null);
    Octets hash = Genesis.NETWORK.hash(transaction);
    Envelope.Signature signature = Envelope.Signature.by(by.account(), by.sign(hash));
    if (submit(new Envelope(transaction, List.of(signature))) instanceof Verdict.Pending) {
      return hash.hex();
    }
    throw new Rejection(ErrorCode.WRONG_STATE, "The simulated network refuses the payment.");
  }

  int retentionLedgers() {
    return retentionLedgers;
  }

  /** From now on the node forgets all but so many ledgers. */
  void retain(int ledgers) {
    retentionLedgers = ledgers;
  }

  void stall(boolean stalled) {
    if (stalled) {
      door.stall();
    } else {
      door.resume();
    }
  }

  boolean stalled() {
    return door.stalled();
  }

  @Override
  public void close() {
    door.close();
  }

  /** Ledgers that were closed by hand may be ahead of the clock. */
  private long nextCloseSeconds() {
    return Math.max(nowSeconds(), newest().closeTimeSeconds() + 1);
  }

  private long nowSeconds() {
    return clock.instant().getEpochSecond();
  }
}
