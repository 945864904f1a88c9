package io.holdfast.chain.stellar.sandbox;

import static io.holdfast.chain.stellar.sandbox.Genesis.LUMENS;
import static io.holdfast.chain.stellar.sandbox.Genesis.NETWORK;

import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.sandbox.Results.Outcome;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.Transaction;
import io.holdfast.chain.stellar.xdr.TrustLine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, what they hold, and what transactions do to it. Used by one thread.
 *
 * <p>The rules are the network's own, in their order: what is not valid leaves no trace; what is
 * taken in pays its fee and uses its sequence number, whether its operation succeeds or not.
 */
final class LedgerState {
  static final long BASE_FEE = 100;
  private static final BigInteger RESERVE = BigInteger.valueOf(Genesis.STROOPS_PER_LUMEN);
  private static final int NOT_REFUNDED_OF_FOUR = 3;

  private final Map<ScAddress.Account, Long> sequences = new HashMap<>();
  private final Balances balances = new Balances();
  private final Set<Trust> trusts = new HashSet<>();
  private ScAddress.Account administrator;
  private final Movements movements = new Movements(balances, new Holders());

  private final class Holders implements Movements.Holders {
    @Override
    public @Nullable ScAddress administrator(ClassicAsset asset) {
      return asset instanceof ClassicAsset.Issued ? administrator : null;
    }

    @Override
    public Optional<String> refusal(ClassicAsset asset, ScAddress holder) {
      return cannotHold(asset, holder);
    }
  }

  /** An account that wants to hold an issued asset. */
  private record Trust(ScAddress.Account account, ClassicAsset asset) {}

  /** The custody account administers the token's contract, which its issuer left to it. */
  LedgerState(Genesis genesis) {
    administrator = genesis.custody();
    begin(Genesis.FAUCET.account(), Genesis.FAUCET_STROOPS);
    begin(Genesis.ISSUER.account(), Genesis.ISSUER_STROOPS);
    begin(genesis.custody(), Genesis.CUSTODY_STROOPS);
    trust(Genesis.FAUCET.account(), Genesis.USDC);
    trust(genesis.custody(), Genesis.USDC);
    balances.move(
        Genesis.USDC, null, Genesis.FAUCET.account(), BigInteger.valueOf(Genesis.FAUCET_USDC));
  }

  private void begin(ScAddress.Account account, long stroops) {
    sequences.put(account, 0L);
    balances.move(LUMENS, null, account, BigInteger.valueOf(stroops));
  }

  Optional<AccountEntry> account(ScAddress.Account account) {
    return Optional.ofNullable(sequences.get(account))
        .map(
            sequence ->
                new AccountEntry(
                    account,
                    balances.of(LUMENS, account).longValueExact(),
                    sequence,
                    trustsOf(account)));
  }

  /** From now on the account can hold the asset. */
  void trust(ScAddress.Account account, ClassicAsset asset) {
    trusts.add(new Trust(account, asset));
  }

  /** From now on this account may have more of the token made. */
  void administer(ScAddress.Account account) {
    administrator = account;
  }

  private long trustsOf(ScAddress.Account account) {
    return trusts.stream().filter(trust -> trust.account().equals(account)).count();
  }

  /** Empty where the account does not hold the asset. */
  Optional<TrustLine> trustLine(ScAddress.Account account, ClassicAsset asset) {
    return trusts.contains(new Trust(account, asset))
        ? Optional.of(
            new TrustLine(
                account, asset, balances.of(asset, account).longValueExact(), Long.MAX_VALUE, true))
        : Optional.empty();
  }

  /** The numbers are the ones of the contract of every classic asset. */
  private Optional<String> cannotHold(ClassicAsset asset, ScAddress holder) {
    if (!(holder instanceof ScAddress.Account account)) {
      return Optional.empty();
    }
    if (!sequences.containsKey(account)) {
      return Optional.of("HostError: Error(Contract, #6)");
    }
    return !(asset instanceof ClassicAsset.Issued(_, ScAddress.Account issuer))
            || issuer.equals(account)
            || trusts.contains(new Trust(account, asset))
        ? Optional.empty()
        : Optional.of("HostError: Error(Contract, #13)");
  }

  BigInteger balance(ClassicAsset asset, ScAddress holder) {
    return balances.of(asset, holder);
  }

  /** What an issuer may do to the holders of its asset. Answers whether there was so much. */
  boolean clawBack(ClassicAsset asset, ScAddress holder, BigInteger amount) {
    return balances.move(asset, holder, null, amount);
  }

  /**
   * 0 where a ledger that closes at this time could take it in, else why not
   * (TransactionResultCode).
   */
  int validity(Envelope envelope, long closeTimeSeconds) {
    Transaction transaction = envelope.transaction();
    ScAddress.Account source = sourceOf(transaction);
    Long sequence = sequences.get(source);
    if (transaction.bounds().minTimeSeconds() > closeTimeSeconds) {
      return -2;
    }
    if (transaction.bounds().maxTimeSeconds() != 0
        && transaction.bounds().maxTimeSeconds() < closeTimeSeconds) {
      return -3;
    }
    if (transaction.feeStroops() < BASE_FEE + resourceFee(transaction)) {
      return -9;
    }
    if (sequence == null) {
      return -8;
    }
    if (transaction.sequence() != sequence + 1) {
      return -5;
    }
    boolean call = transaction.operation() instanceof Operation.InvokeContract;
    if (call != (transaction.resources() != null)) {
      return -17;
    }
    return signatureAndFunds(envelope, source);
  }

  private int signatureAndFunds(Envelope envelope, ScAddress.Account source) {
    Octets hash = NETWORK.hash(envelope.transaction());
    if (envelope.signatures().stream().noneMatch(signature -> signs(source, hash, signature))) {
      return -6;
    }
    if (envelope.signatures().size() > 1) {
      return -10;
    }
    BigInteger fee = BigInteger.valueOf(envelope.transaction().feeStroops());
    return balances.of(LUMENS, source).compareTo(fee) < 0 ? -7 : 0;
  }

  private static boolean signs(
      ScAddress.Account source, Octets hash, Envelope.Signature signature) {
    return signature.equals(Envelope.Signature.by(source, signature.signature()))
        && signature.signature().length() == 64
        && Ed25519Key.verify(source, hash, signature.signature());
  }

  static ScAddress.Account sourceOf(Transaction transaction) {
    return switch (transaction.source()) {
      case ScAddress.Account account -> account;
      case ScAddress.Muxed(Octets key, _) -> new ScAddress.Account(key);
      default -> throw new IllegalArgumentException("a source that is no account");
    };
  }

  /** The last eight bytes of a SorobanTransactionData. */
  private static long resourceFee(Transaction transaction) {
    Octets resources = transaction.resources();
    return resources == null
        ? 0
        : new BigInteger(resources.slice(resources.length() - 8, resources.length()).toArray())
            .longValueExact();
  }

  /** Takes in a transaction that is valid. */
  Applied apply(Envelope envelope) {
    Transaction transaction = envelope.transaction();
    ScAddress.Account source = sourceOf(transaction);
    sequences.put(source, transaction.sequence());
    long resourceFee = resourceFee(transaction);
    Happened charged = fee(source, BASE_FEE + resourceFee);
    Movements.Done done = perform(transaction, source);
    long refund = resourceFee - resourceFee * NOT_REFUNDED_OF_FOUR / 4;
    List<Happened> refunded = refund == 0 ? List.of() : List.of(fee(source, -refund));
    return new Applied(
        envelope,
        NETWORK.hash(transaction),
        done.outcome() == Outcome.DONE,
        Results.applied(BASE_FEE + resourceFee - refund, transaction.operation(), done.outcome()),
        charged,
        done.events(),
        refunded);
  }

  private Happened fee(ScAddress.Account source, long stroops) {
    balances.move(
        LUMENS,
        stroops > 0 ? source : null,
        stroops > 0 ? null : source,
        BigInteger.valueOf(Math.abs(stroops)));
    return new Happened(
        StrKey.encode(NETWORK.contractOf(LUMENS)),
        List.of(new ScVal.Symbol("fee"), new ScVal.Address(source)),
        ScVal.i128(BigInteger.valueOf(stroops)));
  }

  private Movements.Done perform(Transaction transaction, ScAddress.Account source) {
    return switch (transaction.operation()) {
      case Operation.CreateAccount(ScAddress.Account destination, long stroops) -> {
        if (sequences.containsKey(destination)) {
          yield Movements.Done.not(Outcome.ALREADY_THERE);
        }
        if (BigInteger.valueOf(stroops).compareTo(RESERVE) < 0) {
          yield Movements.Done.not(Outcome.LOW_RESERVE);
        }
        Movements.Done done =
            movements.pay(
                LUMENS, source, destination, BigInteger.valueOf(stroops), transaction.memo());
        if (done.outcome() == Outcome.DONE) {
          sequences.put(destination, 0L);
        }
        yield done;
      }
      case Operation.Payment(ScAddress destination, ClassicAsset asset, long amount) -> {
        ScAddress payee = Movements.plain(destination);
        if (!sequences.containsKey(payee)) {
          yield Movements.Done.not(Outcome.NO_DESTINATION);
        }
        yield cannotHold(asset, payee).isPresent()
            ? Movements.Done.not(Outcome.NO_TRUST)
            : movements.pay(
                asset, source, destination, BigInteger.valueOf(amount), transaction.memo());
      }
      case Operation.InvokeContract call -> movements.call(call, source);
    };
  }

  /** What a reading function answers; empty where the call is none. */
  Optional<ScVal> answer(Operation.InvokeContract call) {
    return movements.answer(call);
  }

  /** What a call would do, without doing it. */
  Optional<String> refusal(Operation.InvokeContract call, ScAddress.Account source) {
    return movements.refusal(call, source);
  }
}
