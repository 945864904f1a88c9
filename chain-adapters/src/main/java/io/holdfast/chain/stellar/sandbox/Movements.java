package io.holdfast.chain.stellar.sandbox;

import static io.holdfast.chain.stellar.sandbox.Genesis.NETWORK;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.chain.stellar.sandbox.Results.Outcome;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves assets as the classic ledger and the contracts of its assets do, and says so in events as
 * CAP-67 has it. Used by one thread.
 */
final class Movements {
  private final Balances balances;
  private final Holders holders;

  Movements(Balances balances, Holders holders) {
    this.balances = balances;
    this.holders = holders;
  }

  /** Who can hold what. */
  interface Holders {
    /** Who may have an asset's contract make more of it; null for lumens. */
    @Nullable ScAddress administrator(ClassicAsset asset);

    /** Empty where this holder can hold the asset, else what an asset's contract says. */
    Optional<String> refusal(ClassicAsset asset, ScAddress holder);
  }

  /** What came of an operation, and what it tells. */
  record Done(Outcome outcome, List<Happened> events) {
    static Done not(Outcome outcome) {
      return new Done(outcome, List.of());
    }
  }

  /** A classic payment. */
  Done pay(
      ClassicAsset asset,
      ScAddress.Account from,
      ScAddress destination,
      BigInteger amount,
      Memo memo) {
    if (amount.signum() <= 0) {
      return Done.not(Outcome.MALFORMED);
    }
    return move(asset, from, destination, amount, routing(destination, memo));
  }

  /** A call of an asset's contract (SEP-41). */
  Done call(Operation.InvokeContract call, ScAddress.Account source) {
    if (refusal(call, source).isPresent() || call.authorizations().isEmpty()) {
      return Done.not(Outcome.TRAPPED);
    }
    ClassicAsset asset = asset(call.contract()).orElseThrow();
    List<ScVal> arguments = call.arguments();
    Done done =
        switch (call.function()) {
          case "transfer" ->
              move(
                  asset,
                  address(arguments.get(0)),
                  address(arguments.get(1)),
                  amount(arguments.get(2)),
                  routing(address(arguments.get(1)), new Memo.None()));
          case "mint" ->
              move(
                  asset,
                  Objects.requireNonNull(issuer(asset)),
                  address(arguments.get(0)),
                  amount(arguments.get(1)),
                  null);
          case "burn" -> burn(asset, address(arguments.get(0)), amount(arguments.get(1)));
          default -> Done.not(Outcome.TRAPPED);
        };
    return done.outcome() == Outcome.DONE ? done : Done.not(Outcome.TRAPPED);
  }

  /** What SEP-41's {@code balance} answers; empty where the call is another. */
  Optional<ScVal> answer(Operation.InvokeContract call) {
    return call.function().equals("balance")
            && call.arguments().size() == 1
            && call.arguments().getFirst() instanceof ScVal.Address(ScAddress holder)
        ? asset(call.contract()).map(asset -> ScVal.i128(balances.of(asset, plain(holder))))
        : Optional.empty();
  }

  /** Why a call would fail, for a simulation. */
  Optional<String> refusal(Operation.InvokeContract call, ScAddress.Account source) {
    Optional<ClassicAsset> asset = asset(call.contract());
    if (asset.isEmpty()) {
      return Optional.of("HostError: Error(Storage, MissingValue)");
    }
    List<ScVal> arguments = call.arguments();
    boolean mints = call.function().equals("mint");
    int amount = call.function().equals("transfer") ? 2 : 1;
    boolean known = List.of("transfer", "mint", "burn").contains(call.function());
    if (!known || arguments.size() != amount + 1 || !fits(arguments, amount)) {
      return Optional.of("HostError: Error(WasmVm, InvalidInput)");
    }
    if (!source.equals(
        mints ? holders.administrator(asset.get()) : address(arguments.getFirst()))) {
      return Optional.of("HostError: Error(Auth, InvalidAction)");
    }
    Optional<String> notHeld =
        call.function().equals("burn")
            ? Optional.empty()
            : holders.refusal(asset.get(), plain(address(arguments.get(amount - 1))));
    if (notHeld.isPresent()) {
      return notHeld;
    }
    boolean enough =
        mints
            || source.equals(issuer(asset.get()))
            || balances.of(asset.get(), source).compareTo(amount(arguments.get(amount))) >= 0;
    return enough ? Optional.empty() : Optional.of("HostError: Error(Contract, #10)");
  }

  private static boolean fits(List<ScVal> arguments, int amount) {
    return arguments.subList(0, amount).stream().allMatch(ScVal.Address.class::isInstance)
        && arguments.get(amount) instanceof ScVal.Whole(ScVal.Width width, BigInteger value)
        && width == ScVal.Width.I128
        && value.signum() >= 0;
  }

  private Done move(
      ClassicAsset asset,
      ScAddress from,
      ScAddress destination,
      BigInteger amount,
      @Nullable ScVal routing) {
    ScAddress to = plain(destination);
    ScAddress issuer = issuer(asset);
    boolean makes = from.equals(issuer);
    boolean destroys = to.equals(issuer);
    if (!balances.move(asset, makes ? null : from, destroys ? null : to, amount)) {
      return Done.not(Outcome.UNDERFUNDED);
    }
    String name = makes == destroys ? "transfer" : makes ? "mint" : "burn";
    ScVal payer = new ScVal.Address(from);
    ScVal payee = new ScVal.Address(to);
    List<ScVal> who =
        switch (name) {
          case "mint" -> List.of(payee);
          case "burn" -> List.of(payer);
          default -> List.of(payer, payee);
        };
    return done(asset, name, who, data(amount, name.equals("burn") ? null : routing));
  }

  private Done burn(ClassicAsset asset, ScAddress from, BigInteger amount) {
    return balances.move(asset, from, null, amount)
        ? done(asset, "burn", List.of(new ScVal.Address(from)), ScVal.i128(amount))
        : Done.not(Outcome.UNDERFUNDED);
  }

  private static Done done(ClassicAsset asset, String name, List<ScVal> who, ScVal data) {
    List<ScVal> topics =
        who.size() == 2
            ? List.of(new ScVal.Symbol(name), who.get(0), who.get(1), sep11(asset))
            : List.of(new ScVal.Symbol(name), who.get(0), sep11(asset));
    return new Done(
        Outcome.DONE,
        List.of(new Happened(StrKey.encode(NETWORK.contractOf(asset)), topics, data)));
  }

  private static ScVal data(BigInteger amount, @Nullable ScVal routing) {
    return routing == null
        ? ScVal.i128(amount)
        : new ScVal.Pairs(
            List.of(
                new ScVal.Entry(new ScVal.Symbol("amount"), ScVal.i128(amount)),
                new ScVal.Entry(new ScVal.Symbol("to_muxed_id"), routing)));
  }

  /** What tells the receiver's users apart: a muxed destination's id, else the memo (CAP-67). */
  private static @Nullable ScVal routing(ScAddress destination, Memo memo) {
    if (destination instanceof ScAddress.Muxed(_, long id)) {
      return ScVal.u64(id);
    }
    return switch (memo) {
      case Memo.None _ -> null;
      case Memo.Id(long id) -> ScVal.u64(id);
      case Memo.Text(Octets text) -> new ScVal.Text(text);
      case Memo.Hash(Octets hash) -> new ScVal.Bytes(hash);
      case Memo.Return(Octets hash) -> new ScVal.Bytes(hash);
    };
  }

  static ScAddress plain(ScAddress address) {
    return address instanceof ScAddress.Muxed(Octets key, _) ? new ScAddress.Account(key) : address;
  }

  private static ScVal sep11(ClassicAsset asset) {
    return new ScVal.Text(Octets.of(asset.text().getBytes(US_ASCII)));
  }

  private static @Nullable ScAddress issuer(ClassicAsset asset) {
    return asset instanceof ClassicAsset.Issued(_, ScAddress.Account issuer) ? issuer : null;
  }

  private static Optional<ClassicAsset> asset(ScAddress.Contract contract) {
    return Genesis.ASSETS.stream()
        .filter(asset -> NETWORK.contractOf(asset).equals(contract))
        .findFirst();
  }

  private static ScAddress address(ScVal value) {
    return ((ScVal.Address) value).value();
  }

  private static BigInteger amount(ScVal value) {
    return ((ScVal.Whole) value).value();
  }
}
