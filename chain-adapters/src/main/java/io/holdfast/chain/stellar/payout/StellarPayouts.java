package io.holdfast.chain.stellar.payout;

import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.stellar.Token;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.address.Destination;
import io.holdfast.chain.stellar.key.StellarSigner;
import io.holdfast.chain.stellar.rpc.Simulation;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.Submission;
import io.holdfast.chain.stellar.rpc.TransactionStatus;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.Transaction;
import io.holdfast.chain.stellar.xdr.TrustLine;
import io.holdfast.chain.transfer.Payout;
import io.holdfast.chain.transfer.PayoutChain;
import io.holdfast.chain.transfer.Quote;
import io.holdfast.chain.transfer.SignedTransfer;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pays from the custody account: lumens to an account by a classic payment (which also brings the
 * account into being), everything else by the token's {@code transfer} (SEP-41), simulated first.
 *
 * <p>One payment at a time: a Stellar account's numbers are taken strictly one after the other, and
 * the network lets one transaction of an account wait. Each is good until its time is over; from
 * then on no ledger takes it, which proves that it failed.
 */
public final class StellarPayouts implements PayoutChain {
  private static final BigInteger BASE_RESERVE = BigInteger.valueOf(5_000_000);
  private static final int RESERVES_OF_AN_ACCOUNT = 2;
  private static final BigInteger MOST_STROOPS = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int TOO_BUSY = -1;

  private final StellarRpc rpc;
  private final Network network;
  private final Tokens tokens;
  private final StellarSigner signer;
  private final PaymentPolicy policy;
  private final Assets assets;
  private final Clock clock;
  private final FollowedTime followed;

  public StellarPayouts(
      StellarRpc rpc,
      Network network,
      Tokens tokens,
      StellarSigner signer,
      PaymentPolicy policy,
      Assets assets,
      Clock clock,
      FollowedTime followed) {
    this.rpc = rpc;
    this.network = network;
    this.tokens = tokens;
    this.signer = signer;
    this.policy = policy;
    this.assets = assets;
    this.clock = clock;
    this.followed = followed;
  }

  /** The close time, in seconds, of the ledger that the cursor stands on. */
  @FunctionalInterface
  public interface FollowedTime {
    Optional<Long> closeTimeSeconds();
  }

  @Override
  public String sender() {
    return StrKey.encode(signer.account());
  }

  @Override
  public long finalizedSequence() {
    return rpc.account(signer.account()).map(account -> account.sequence() + 1).orElse(1L);
  }

  @Override
  public Quote quote(Payout payout, Collection<Payout> underWay) {
    if (!underWay.isEmpty()) {
      return new Quote.Wait("waits for the payment before it");
    }
    Optional<AccountEntry> account = rpc.account(signer.account());
    if (account.isEmpty()) {
      return new Quote.Wait("the account " + sender() + " does not exist: send it lumens");
    }
    Token token = tokens.require(payout.asset());
    if (payout.destination().equals(RequestMint.DESTINATION)) {
      return mint(payout, token, account.get());
    }
    if (payout.destination().equals(Destination.BURN)) {
      return burn(payout, token, account.get());
    }
    Destination destination = Destination.parse(payout.destination());
    Optional<Quote> refused = refused(payout, token, destination);
    if (refused.isPresent()) {
      return refused.get();
    }
    boolean classic = token.lumens() && !(destination.address() instanceof ScAddress.Contract);
    return classic
        ? classic(payout, destination, account.get())
        : call(payout, token, destination, account.get());
  }

  private Quote classic(Payout payout, Destination destination, AccountEntry account) {
    BigInteger fee = BigInteger.valueOf(policy.feeStroops());
    if (available(account).compareTo(payout.amount().add(fee)) < 0) {
      return new Quote.Wait("waits for lumens: those that may be spent now do not suffice");
    }
    long stroops = payout.amount().longValueExact();
    ScAddress.Account payee = (ScAddress.Account) destination.payee();
    if (rpc.account(payee).isPresent()) {
      Operation payment =
          new Operation.Payment(destination.address(), new ClassicAsset.Native(), stroops);
      return ready(account, payment, destination.memo(), fee, null);
    }
    if (payout.amount().compareTo(reserve(0)) < 0) {
      return new Quote.Refused(
          "NO_ACCOUNT: the account to be paid does not exist, and needs more lumens to come to be");
    }
    Memo memo =
        destination.address() instanceof ScAddress.Muxed(_, long id)
            ? new Memo.Id(id)
            : destination.memo();
    return ready(account, new Operation.CreateAccount(payee, stroops), memo, fee, null);
  }

  /**
   * Why the chain would not take the payment, whatever we do: a contract takes no memo, and an
   * account holds a classic token only where it said that it wants to, its issuer lets it, and
   * there is room. The issuer itself takes any amount, which then is no more.
   */
  private Optional<Quote> refused(Payout payout, Token token, Destination destination) {
    if (!token.lumens() && !(destination.memo() instanceof Memo.None)) {
      return refused("MEMO_NOT_POSSIBLE", "a token's contract takes no memo: name the M… address");
    }
    if (!(token.classic().orElse(null) instanceof ClassicAsset.Issued asset)
        || !(destination.payee() instanceof ScAddress.Account payee)
        || payee.equals(asset.issuer())) {
      return Optional.empty();
    }
    if (rpc.account(payee).isEmpty()) {
      return refused("NO_ACCOUNT", "the account to be paid does not exist");
    }
    Optional<TrustLine> line = rpc.trustLine(payee, asset);
    if (line.isEmpty()) {
      return refused("NO_TRUSTLINE", "the account to be paid has no trustline for this token");
    }
    if (!line.get().authorized()) {
      return refused("NOT_AUTHORIZED", "the token's issuer does not let this account receive it");
    }
    return line.get().takes(payout.amount())
        ? Optional.empty()
        : refused("TRUSTLINE_FULL", "the account to be paid does not want to hold so much");
  }

  private static Optional<Quote> refused(String code, String why) {
    return Optional.of(new Quote.Refused(code + ": " + why));
  }

  /**
   * What is burnt is no more: the token's own contract takes it from our account and destroys it.
   */
  private Quote burn(Payout payout, Token token, AccountEntry account) {
    if (token.lumens()) {
      return new Quote.Refused("NOT_BURNABLE: lumens have no issuer");
    }
    return call(
        payout,
        token,
        "burn",
        List.of(new ScVal.Address(signer.account()), ScVal.i128(payout.amount())),
        account);
  }

  /** What is made is made for our own account; the token's contract sees to it that we may. */
  private Quote mint(Payout payout, Token token, AccountEntry account) {
    return call(
        payout,
        token,
        "mint",
        List.of(new ScVal.Address(signer.account()), ScVal.i128(payout.amount())),
        account);
  }

  private Quote call(Payout payout, Token token, Destination destination, AccountEntry account) {
    return call(
        payout,
        token,
        "transfer",
        List.of(
            new ScVal.Address(signer.account()),
            new ScVal.Address(destination.address()),
            ScVal.i128(payout.amount())),
        account);
  }

  private Quote call(
      Payout payout, Token token, String function, List<ScVal> arguments, AccountEntry account) {
    Operation.InvokeContract call =
        new Operation.InvokeContract(token.contract(), function, arguments, List.of());
    Transaction trial = transaction(account.sequence() + 1, call, new Memo.None(), 0, null);
    return switch (rpc.simulate(new Envelope(trial, List.of()).encoded())) {
      case Simulation.Failure(String reason) ->
          new Quote.Wait("the token's contract would refuse the payment: " + reason);
      case Simulation.NeedsRestoring _ ->
          new Quote.Wait("the token's entries lie in the archive: restore them first");
      case Simulation.Success success -> call(call, success, token, payout, account);
    };
  }

  private Quote call(
      Operation.InvokeContract call,
      Simulation.Success simulated,
      Token token,
      Payout payout,
      AccountEntry account) {
    if (Long.compareUnsigned(simulated.resourceFeeStroops(), policy.mostResourceStroops()) > 0) {
      return new Quote.Wait("the payment's resources cost more than this rail may spend");
    }
    BigInteger fee = BigInteger.valueOf(policy.feeStroops() + simulated.resourceFeeStroops());
    BigInteger lumens = token.lumens() ? payout.amount().add(fee) : fee;
    if (available(account).compareTo(lumens) < 0) {
      return new Quote.Wait("waits for lumens: those that may be spent now do not pay the fee");
    }
    Operation complete =
        new Operation.InvokeContract(
            call.contract(), call.function(), call.arguments(), simulated.authorizations());
    return ready(account, complete, new Memo.None(), fee, simulated.resources());
  }

  private Quote ready(
      AccountEntry account,
      Operation operation,
      Memo memo,
      BigInteger fee,
      @Nullable Octets resources) {
    return new Quote.Ready(
        fee,
        sequence -> {
          if (sequence != account.sequence() + 1) {
            throw new NodeAnsweredRubbish("the node's account is not where our ledgers have it");
          }
          Transaction transaction =
              transaction(sequence, operation, memo, fee.longValueExact(), resources);
          return new Envelope(transaction, List.of()).encoded().hex();
        });
  }

  private Transaction transaction(
      long sequence, Operation operation, Memo memo, long fee, @Nullable Octets resources) {
    long now = clock.instant().getEpochSecond();
    long end = Math.max(now, followed.closeTimeSeconds().orElse(now));
    return new Transaction(
        signer.account(),
        fee,
        sequence,
        new TimeBounds(0, end + policy.validFor().toSeconds()),
        memo,
        operation,
        resources);
  }

  /** Lumens that the network lets an account spend. */
  private static BigInteger available(AccountEntry account) {
    return BigInteger.valueOf(account.balance())
        .subtract(reserve(account.subEntries()))
        .max(BigInteger.ZERO)
        .min(MOST_STROOPS);
  }

  private static BigInteger reserve(long subEntries) {
    return BASE_RESERVE.multiply(BigInteger.valueOf(RESERVES_OF_AN_ACCOUNT + subEntries));
  }

  @Override
  public SignedTransfer sign(String unsigned) {
    Transaction transaction = Envelope.decode(Octets.ofHex(unsigned)).transaction();
    Octets hash = network.hash(transaction);
    Envelope.Signature signature = Envelope.Signature.by(signer.account(), signer.sign(hash));
    return new SignedTransfer(
        hash.hex(), new Envelope(transaction, List.of(signature)).encoded().hex());
  }

  /**
   * Fees are lumens; those of a token's payment are the operator's, and not in the token's books.
   */
  @Override
  public Money fee(Payout payout, BigInteger fee) {
    return new Money(
        assets.require(payout.asset()),
        tokens.require(payout.asset()).lumens() ? fee : BigInteger.ZERO);
  }

  @Override
  public void send(String signedHex) {
    switch (rpc.send(Octets.ofHex(signedHex))) {
      case Submission.Pending _ -> {}
      case Submission.TryAgainLater _ ->
          throw new RpcError(TOO_BUSY, "it has too much to do, or waits for another of ours");
      case Submission.Refused(var result) -> throw new RpcError(result.code(), result.name());
    }
  }

  @Override
  public boolean knows(String transaction) {
    return !(rpc.transaction(Octets.ofHex(transaction)) instanceof TransactionStatus.NotFound);
  }

  /**
   * Its time was over when the ledger closed that we stand on, none up to that one took it in, and
   * the account has not come to its number: so none ever will.
   */
  @Override
  public boolean isOver(Payout payout) {
    if (payout.signedHex() == null) {
      return false;
    }
    Transaction transaction = Envelope.decode(Octets.ofHex(payout.signedHex())).transaction();
    boolean late =
        followed
            .closeTimeSeconds()
            .filter(time -> time > transaction.bounds().maxTimeSeconds())
            .isPresent();
    return late
        && rpc.account(signer.account())
            .filter(account -> account.sequence() < transaction.sequence())
            .isPresent();
  }
}
