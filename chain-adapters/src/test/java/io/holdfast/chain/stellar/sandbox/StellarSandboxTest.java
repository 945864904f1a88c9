package io.holdfast.chain.stellar.sandbox;

import static io.holdfast.chain.stellar.sandbox.Genesis.LUMENS;
import static io.holdfast.chain.stellar.sandbox.Genesis.NETWORK;
import static io.holdfast.chain.stellar.sandbox.Genesis.USDC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.rpc.EventFilter;
import io.holdfast.chain.stellar.rpc.EventFilter.Topic;
import io.holdfast.chain.stellar.rpc.HttpStellarRpc;
import io.holdfast.chain.stellar.rpc.Simulation;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.Submission;
import io.holdfast.chain.stellar.rpc.TransactionStatus;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.Transaction;
import io.holdfast.chain.stellar.xdr.TransactionResult;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulated network, asked by the very client that asks a real one. */
class StellarSandboxTest {
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
  private static final Ed25519Key CUSTODY = key(1);
  private static final Ed25519Key STRANGER = key(2);
  private static final String LUMENS_CONTRACT = StrKey.encode(NETWORK.contractOf(LUMENS));
  private static final String USDC_CONTRACT = StrKey.encode(NETWORK.contractOf(USDC));

  private final MemoryLedgerStore store = new MemoryLedgerStore();
  private StellarSandbox sandbox = started();
  private final StellarRpc rpc = new HttpStellarRpc(sandbox.endpoint());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void closesLedgersThatStandOnEachOther() {
    sandbox.close(3);

    List<LedgerHeader> ledgers = rpc.ledgers(1, 10);

    assertThat(ledgers).extracting(LedgerHeader::sequence).containsExactly(1L, 2L, 3L, 4L);
    for (int i = 1; i < ledgers.size(); i++) {
      assertThat(ledgers.get(i).previousHash()).isEqualTo(ledgers.get(i - 1).hash());
      assertThat(ledgers.get(i).closeTimeSeconds())
          .isGreaterThan(ledgers.get(i - 1).closeTimeSeconds());
    }
    assertThat(rpc.kept()).isEqualTo(new StellarRpc.Kept(1, 4));
    assertThat(rpc.passphrase()).isEqualTo(NETWORK.passphrase());
  }

  @Test
  void paysAndSaysSoInAnEventWithTheIdOfAMuxedAccount() {
    sandbox.pay(LUMENS, new ScAddress.Muxed(CUSTODY.account().key(), 77), 25, new Memo.Id(5));
    sandbox.close(1);

    assertThat(transfersToCustody(2))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.contract()).isEqualTo(LUMENS_CONTRACT);
              assertThat(ScVal.decode(event.data())).isEqualTo(routed(25, ScVal.u64(77)));
              assertThat(event.id().numberInTransaction()).isZero();
            });
    assertThat(rpc.hasTransactions(2)).isTrue();
    assertThat(rpc.hasTransactions(1)).isFalse();
  }

  @Test
  void saysTheMemoWhereTheDestinationIsNotMuxed() {
    sandbox.pay(USDC, CUSTODY.account(), 25, new Memo.Text(Octets.ofHex("494e56")));
    sandbox.pay(USDC, CUSTODY.account(), 26, new Memo.Id(-1));
    sandbox.pay(USDC, CUSTODY.account(), 27, new Memo.None());
    sandbox.close(1);

    assertThat(transfersToCustody(2, 3, 4).stream().map(event -> ScVal.decode(event.data())))
        .containsExactly(
            routed(25, new ScVal.Text(Octets.ofHex("494e56"))),
            routed(26, ScVal.u64(-1)),
            ScVal.i128(BigInteger.valueOf(27)));
  }

  @Test
  void mintsWhenTheIssuerPaysAndBurnsWhenItIsPaid() {
    sandbox.send(Genesis.ISSUER, payment(CUSTODY.account(), USDC, 40), new Memo.None());
    sandbox.close(1);
    send(CUSTODY, payment(Genesis.ISSUER.account(), USDC, 15), null, 100);
    sandbox.close(1);

    assertThat(names(2)).containsExactly("fee", "mint");
    assertThat(names(3)).containsExactly("fee", "burn");
    assertThat(balance(USDC, CUSTODY)).isEqualTo(25);
  }

  @Test
  void takesAContractCallThatWasSimulatedAndGivesBackWhatItDidNotUse() {
    sandbox.pay(USDC, CUSTODY.account(), 100, new Memo.None());
    sandbox.close(1);
    Operation.InvokeContract call = transfer(60);
    Simulation.Success simulated =
        (Simulation.Success) rpc.simulate(envelope(CUSTODY, call, null, 100, List.of()).encoded());
    Operation complete =
        new Operation.InvokeContract(
            call.contract(), call.function(), call.arguments(), simulated.authorizations());

    Octets hash =
        send(CUSTODY, complete, simulated.resources(), 100 + simulated.resourceFeeStroops());
    sandbox.close(1);

    TransactionStatus.Succeeded done = (TransactionStatus.Succeeded) rpc.transaction(hash);
    assertThat(done.sequence()).isEqualTo(3);
    assertThat(done.result()).isEqualTo(new TransactionResult(37_600, 0));
    assertThat(names(3)).containsExactly("fee", "transfer", "fee");
    assertThat(balance(USDC, CUSTODY)).isEqualTo(40);
    assertThat(balance(LUMENS, CUSTODY)).isEqualTo(Genesis.CUSTODY_STROOPS - 37_600);
  }

  @Test
  void simulatesNoCallThatWouldFail() {
    assertThat(rpc.simulate(envelope(CUSTODY, transfer(1), null, 100, List.of()).encoded()))
        .isEqualTo(new Simulation.Failure("HostError: Error(Contract, #10)"));
    Operation unknown =
        new Operation.InvokeContract(
            new ScAddress.Contract(Octets.ofHex("07".repeat(32))),
            "transfer",
            List.of(),
            List.of());
    assertThat(rpc.simulate(envelope(CUSTODY, unknown, null, 100, List.of()).encoded()))
        .isInstanceOf(Simulation.Failure.class);
  }

  @Test
  void takesItsFeeAndTheSequenceNumberOfAPaymentThatFails() {
    Octets hash = send(CUSTODY, payment(STRANGER.account(), LUMENS, 5), null, 100);
    sandbox.close(1);

    TransactionStatus.Failed failed = (TransactionStatus.Failed) rpc.transaction(hash);
    assertThat(failed.sequence()).isEqualTo(2);
    assertThat(failed.result()).isEqualTo(new TransactionResult(100, -1));
    assertThat(rpc.account(CUSTODY.account()))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.sequence()).isEqualTo(1);
              assertThat(entry.balance()).isEqualTo(Genesis.CUSTODY_STROOPS - 100);
            });
    assertThat(names(2)).containsExactly("fee");
  }

  @Test
  void bringsAnAccountIntoBeing() {
    assertThat(rpc.account(STRANGER.account())).isEmpty();
    send(CUSTODY, new Operation.CreateAccount(STRANGER.account(), 10_000_000), null, 100);
    sandbox.close(1);

    assertThat(rpc.account(STRANGER.account()))
        .hasValueSatisfying(entry -> assertThat(entry.balance()).isEqualTo(10_000_000));
  }

  @Test
  void refusesWhatIsNotSignedWithTheRightKey() {
    Transaction transaction = transaction(CUSTODY, payment(Genesis.FAUCET.account(), LUMENS, 1), 1);
    Octets hash = NETWORK.hash(transaction);
    Envelope forged =
        new Envelope(
            transaction, List.of(Envelope.Signature.by(CUSTODY.account(), STRANGER.sign(hash))));
    Envelope unsigned = new Envelope(transaction, List.of());

    assertThat(refusal(forged)).isEqualTo("txBAD_AUTH");
    assertThat(refusal(unsigned)).isEqualTo("txBAD_AUTH");
  }

  @Test
  void refusesASequenceNumberThatIsNotTheNext() {
    assertThat(refusal(signed(CUSTODY, transaction(CUSTODY, someOperation(), 2))))
        .isEqualTo("txBAD_SEQ");
    assertThat(refusal(signed(CUSTODY, transaction(CUSTODY, someOperation(), 0))))
        .isEqualTo("txBAD_SEQ");
  }

  @Test
  void refusesATransactionWhoseTimeIsOver() {
    Transaction late =
        new Transaction(
            CUSTODY.account(),
            100,
            1,
            new TimeBounds(0, START.getEpochSecond() - 1),
            new Memo.None(),
            someOperation(),
            null);

    assertThat(refusal(signed(CUSTODY, late))).isEqualTo("txTOO_LATE");
  }

  @Test
  void takesOneTransactionOfAnAccountAtATime() {
    Envelope first = signed(CUSTODY, transaction(CUSTODY, someOperation(), 1));
    Envelope second =
        signed(CUSTODY, transaction(CUSTODY, payment(STRANGER.account(), LUMENS, 9), 1));

    assertThat(rpc.send(first.encoded())).isEqualTo(new Submission.Pending());
    assertThat(rpc.send(first.encoded())).isEqualTo(new Submission.Pending());
    assertThat(rpc.send(second.encoded())).isEqualTo(new Submission.TryAgainLater());
  }

  @Test
  void forgetsLedgersBeyondItsRetention() {
    sandbox.close(9);
    sandbox.retain(4);

    assertThat(rpc.kept()).isEqualTo(new StellarRpc.Kept(7, 10));
    assertThatThrownBy(() -> rpc.ledgers(6, 1)).isInstanceOf(RpcError.class);
    assertThatThrownBy(() -> rpc.events(6, 6, List.of(toCustody()))).isInstanceOf(RpcError.class);
    assertThat(rpc.ledgers(7, 1)).hasSize(1);
  }

  @Test
  void isTheSameChainAfterARestart() {
    sandbox.pay(LUMENS, CUSTODY.account(), 25, new Memo.Id(5));
    sandbox.close(2);
    List<LedgerHeader> before = rpc.ledgers(1, 10);
    sandbox.close();

    sandbox = started();

    assertThat(new HttpStellarRpc(sandbox.endpoint()).ledgers(1, 10)).isEqualTo(before);
  }

  @Test
  void showsNoLedgerThatCouldNotBeStored() {
    sandbox.pay(LUMENS, CUSTODY.account(), 25, new Memo.Id(5));
    store.failing = true;
    assertThatThrownBy(() -> sandbox.close(1)).isInstanceOf(IllegalStateException.class);
    store.failing = false;

    assertThat(rpc.kept().latest()).isEqualTo(1);
    assertThat(balance(LUMENS, CUSTODY)).isEqualTo(Genesis.CUSTODY_STROOPS);
  }

  @Test
  void answersNobodyWithoutItsToken() {
    NodeEndpoint stranger = new NodeEndpoint(sandbox.endpoint().url(), Credentials.NONE);
    assertThatThrownBy(() -> new HttpStellarRpc(stranger).kept())
        .isInstanceOf(NodeUnreachable.class);
  }

  @Test
  void answersNothingWhileItStalls() {
    NodeEndpoint known = sandbox.endpoint();
    StellarRpc impatient =
        new HttpStellarRpc(
            new NodeEndpoint(
                known.url(),
                known.credentials(),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                9_999));
    sandbox.stall(true);

    assertThatThrownBy(impatient::kept).isInstanceOf(NodeTimedOut.class);
    sandbox.stall(false);
    assertThat(rpc.kept().latest()).isEqualTo(1);
  }

  private StellarSandbox started() {
    return StellarSandbox.start(
        store, new Genesis(CUSTODY.account()), Clock.fixed(START, ZoneOffset.UTC), "a token");
  }

  private long balance(ClassicAsset asset, Ed25519Key holder) {
    return sandbox
        .<BigInteger>read(chain -> chain.state().balance(asset, holder.account()))
        .longValueExact();
  }

  private String refusal(Envelope envelope) {
    return ((Submission.Refused) rpc.send(envelope.encoded())).result().name();
  }

  private Octets send(Ed25519Key by, Operation operation, @Nullable Octets resources, long fee) {
    long sequence = rpc.account(by.account()).orElseThrow().sequence() + 1;
    Transaction transaction =
        new Transaction(
            by.account(),
            fee,
            sequence,
            new TimeBounds(0, 0),
            new Memo.None(),
            operation,
            resources);
    assertThat(rpc.send(signed(by, transaction).encoded())).isEqualTo(new Submission.Pending());
    return NETWORK.hash(transaction);
  }

  private static Envelope signed(Ed25519Key by, Transaction transaction) {
    Octets signature = by.sign(NETWORK.hash(transaction));
    return new Envelope(transaction, List.of(Envelope.Signature.by(by.account(), signature)));
  }

  private static Envelope envelope(
      Ed25519Key by,
      Operation operation,
      @Nullable Octets resources,
      long fee,
      List<Envelope.Signature> signatures) {
    return new Envelope(
        new Transaction(
            by.account(), fee, 1, new TimeBounds(0, 0), new Memo.None(), operation, resources),
        signatures);
  }

  private static Transaction transaction(Ed25519Key by, Operation operation, long sequence) {
    return new Transaction(
        by.account(), 100, sequence, new TimeBounds(0, 0), new Memo.None(), operation, null);
  }

  private static Operation someOperation() {
    return payment(Genesis.FAUCET.account(), LUMENS, 1);
  }

  private static Operation payment(ScAddress to, ClassicAsset asset, long stroops) {
    return new Operation.Payment(to, asset, stroops);
  }

  private static Operation.InvokeContract transfer(long amount) {
    return new Operation.InvokeContract(
        NETWORK.contractOf(USDC),
        "transfer",
        List.of(
            new ScVal.Address(CUSTODY.account()),
            new ScVal.Address(Genesis.FAUCET.account()),
            ScVal.i128(BigInteger.valueOf(amount))),
        List.of());
  }

  private List<String> names(long sequence) {
    EventFilter all = new EventFilter(List.of(LUMENS_CONTRACT, USDC_CONTRACT), List.of());
    return rpc.events(sequence, sequence, List.of(all)).stream()
        .map(event -> ((ScVal.Symbol) ScVal.decode(event.topics().getFirst())).value())
        .toList();
  }

  private List<ContractEvent> transfersToCustody(long... sequences) {
    return rpc.events(sequences[0], sequences[sequences.length - 1], List.of(toCustody()));
  }

  private static EventFilter toCustody() {
    return new EventFilter(
        List.of(LUMENS_CONTRACT, USDC_CONTRACT),
        List.of(
            List.of(
                new Topic.Exactly(new ScVal.Symbol("transfer")),
                new Topic.Anything(),
                new Topic.Exactly(new ScVal.Address(CUSTODY.account())),
                new Topic.TheRest())));
  }

  private static ScVal routed(long amount, ScVal routing) {
    return new ScVal.Pairs(
        List.of(
            new ScVal.Entry(new ScVal.Symbol("amount"), ScVal.i128(BigInteger.valueOf(amount))),
            new ScVal.Entry(new ScVal.Symbol("to_muxed_id"), routing)));
  }

  private static Ed25519Key key(int number) {
    return new Ed25519Key(Octets.ofHex("%02x".formatted(number).repeat(32)).toArray());
  }
}
