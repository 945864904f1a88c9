package io.holdfast.chain.substrate.payout;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.block.Runtimes;
import io.holdfast.chain.substrate.block.SubstrateStore;
import io.holdfast.chain.substrate.block.SubstrateStore.Holder;
import io.holdfast.chain.substrate.extrinsic.AccountSigner;
import io.holdfast.chain.substrate.extrinsic.Call;
import io.holdfast.chain.substrate.extrinsic.Era;
import io.holdfast.chain.substrate.extrinsic.SignedExtrinsic;
import io.holdfast.chain.substrate.extrinsic.SigningContext;
import io.holdfast.chain.substrate.extrinsic.UnsignedExtrinsic;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.chain.substrate.scale.Value;
import io.holdfast.chain.transfer.Payout;
import io.holdfast.chain.transfer.PayoutChain;
import io.holdfast.chain.transfer.Quote;
import io.holdfast.chain.transfer.SignedTransfer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pays in the native asset from the treasury, in one extrinsic for each withdrawal, which also
 * moves as many deposits to the treasury as it needs. What the chain says is read in the state of
 * our own cursor's block; an era begins at a block that is final, so that a reorganisation does not
 * end it.
 */
public final class SubstratePayouts implements PayoutChain {
  /** So many deposit accounts are looked at, and at most emptied, for one payment. */
  private static final int MOST_SWEPT = 25;

  private static final String HEX_PREFIX = "0x";

  private final SubstrateRpc rpc;
  private final Runtimes runtimes;
  private final BlockStore blocks;
  private final SubstrateStore store;
  private final AccountSigner signer;
  private final Ss58 spelling;
  private final Asset asset;
  private final Terms terms;

  /**
   * On what terms we pay.
   *
   * @param eraBlocks how many blocks an extrinsic may wait to be taken
   * @param mostFee more than this is not paid in fees for one payment
   * @param creditDepthBlocks deposits as deep as this may be used
   */
  public record Terms(int eraBlocks, BigInteger mostFee, int creditDepthBlocks) {}

  public SubstratePayouts(
      SubstrateRpc rpc,
      Runtimes runtimes,
      BlockStore blocks,
      SubstrateStore store,
      AccountSigner signer,
      Ss58 spelling,
      Asset asset,
      Terms terms) {
    this.rpc = rpc;
    this.runtimes = runtimes;
    this.blocks = blocks;
    this.store = store;
    this.signer = signer;
    this.spelling = spelling;
    this.asset = asset;
    this.terms = terms;
  }

  @Override
  public String sender() {
    return spelling.address(signer.account());
  }

  @Override
  public long finalizedSequence() {
    String finalized = rpc.finalizedHead().hash();
    return account(signer.account(), finalized, runtimes.after(finalized).metadata())
        .map(account -> account.field("nonce", 0).number().longValueExact())
        .orElse(0L);
  }

  @Override
  public Quote quote(Payout payout, Collection<Payout> underWay) {
    Optional<Header> tip = blocks.tip();
    Optional<Header> birth = blocks.at(blocks.finalHeight());
    if (tip.isEmpty() || birth.isEmpty()) {
      return new Quote.Wait("waits until a block of the chain is final");
    }
    String state = tip.get().hash();
    Runtimes.Known runtime = runtimes.after(state);
    Funds funds = funds(underWay, state, runtime.metadata());
    if (!funds.canPayFees(terms.mostFee())) {
      return new Quote.Wait("waits for coins: the treasury " + sender() + " cannot pay fees");
    }
    Optional<List<Holder>> sweeps =
        funds
            .toPay(payout.amount(), terms.mostFee(), List.of())
            .or(
                () ->
                    funds.toPay(
                        payout.amount(),
                        terms.mostFee(),
                        held(underWay, state, runtime.metadata())));
    if (sweeps.isEmpty()) {
      return new Quote.Wait("waits for coins: those that may be spent now do not suffice");
    }
    Call call = call(payout, sweeps.get());
    long likely = finalizedSequence() + underWay.size();
    String example = prepare(call, likely, birth.get(), runtime).sign(signer).hex();
    BigInteger fee = rpc.fee(example, state);
    return fee.compareTo(terms.mostFee()) > 0
        ? new Quote.Wait("the chain's fee is above this rail's limit")
        : new Quote.Ready(fee, sequence -> prepare(call, sequence, birth.get(), runtime).toHex());
  }

  private Funds funds(Collection<Payout> underWay, String state, Metadata runtime) {
    BigInteger promised =
        underWay.stream()
            .map(each -> each.amount().add(each.requirePlan().mostFee()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new Funds(
        free(signer.account(), state, runtime),
        promised,
        runtime.constant("Balances", "ExistentialDeposit").number());
  }

  /** What no other payment that is under way moves. */
  private List<Funds.Held> held(Collection<Payout> underWay, String state, Metadata runtime) {
    Set<Integer> taken =
        underWay.stream()
            .flatMap(each -> kept(each.requirePlan().unsigned()).swept().stream())
            .collect(Collectors.toSet());
    return store.holders(terms.creditDepthBlocks(), MOST_SWEPT).stream()
        .filter(holder -> !taken.contains(holder.number()))
        .map(holder -> new Funds.Held(holder, free(holder.account(), state, runtime)))
        .toList();
  }

  private Call call(Payout payout, List<Holder> sweeps) {
    Call pay = new Call.Transfer(spelling.account(payout.destination()), payout.amount());
    if (sweeps.isEmpty()) {
      return pay;
    }
    List<Call> calls = new ArrayList<>();
    sweeps.forEach(holder -> calls.add(new Call.Sweep(holder.number(), signer.account())));
    calls.add(pay);
    return new Call.Together(calls);
  }

  private UnsignedExtrinsic prepare(
      Call call, long sequence, Header birth, Runtimes.Known runtime) {
    SigningContext context =
        new SigningContext(
            runtime.version().specVersion(),
            runtime.version().transactionVersion(),
            blocks.genesis().orElseThrow(),
            new Era(terms.eraBlocks(), birth.height()),
            birth.hash(),
            sequence,
            BigInteger.ZERO);
    return UnsignedExtrinsic.of(call, context, runtime.metadata(), signer.account());
  }

  private BigInteger free(AccountId account, String state, Metadata runtime) {
    return account(account, state, runtime)
        .map(stored -> stored.field("data", 4).field("free", 0).number())
        .orElse(BigInteger.ZERO);
  }

  private Optional<Value> account(AccountId account, String state, Metadata runtime) {
    return rpc.storage(StorageKeys.account(account), state)
        .map(stored -> runtime.storage("System", "Account", stored));
  }

  @Override
  public SignedTransfer sign(String unsigned) {
    SignedExtrinsic signed = kept(unsigned).sign(signer);
    return new SignedTransfer(signed.hash(), signed.hex().substring(HEX_PREFIX.length()));
  }

  /** The last block that could have held it is final, and we followed all up to it. */
  @Override
  public boolean isOver(Payout payout) {
    return blocks.finalHeight() >= kept(payout.requirePlan().unsigned()).lastBlock();
  }

  private static UnsignedExtrinsic kept(String unsigned) {
    return UnsignedExtrinsic.fromHex(unsigned);
  }

  @Override
  public Money fee(Payout payout, BigInteger fee) {
    return new Money(asset, fee);
  }

  @Override
  public void send(String signedHex) {
    rpc.submit(HEX_PREFIX + signedHex);
  }

  @Override
  public boolean knows(String transaction) {
    return rpc.waiting().stream().map(Extrinsic::hash).anyMatch(transaction::equals);
  }
}
