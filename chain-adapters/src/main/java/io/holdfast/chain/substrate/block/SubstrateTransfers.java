package io.holdfast.chain.substrate.block;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.DepositBook;
import io.holdfast.chain.substrate.runtime.Event;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.transfer.IncomingPayment;
import io.holdfast.chain.transfer.SentTransaction;
import io.holdfast.chain.transfer.Transfers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the blocks of a Substrate chain mean for us, by their events: nothing is concluded from a
 * call that somebody made, only from what the chain says came of it.
 *
 * <p>The reference of a payment is the deposit account that got it; what is paid to the treasury
 * itself has none. What we move between our own accounts, and fees that are given back, are no
 * payments.
 */
public final class SubstrateTransfers implements Transfers<SubstrateBlock> {
  /** So many payments to us fit one extrinsic; far more than a block does. */
  private static final int PLACE_BITS = 20;

  private final DepositBook book;
  private final SubstrateStore store;
  private final String asset;
  private final Set<AccountId> contracts;

  /**
   * @param asset code of the ledger's asset
   * @param contracts whose events are kept
   */
  public SubstrateTransfers(
      DepositBook book, SubstrateStore store, String asset, Set<AccountId> contracts) {
    this.book = book;
    this.store = store;
    this.asset = asset;
    this.contracts = Set.copyOf(contracts);
  }

  @Override
  public long minedAtMillis(SubstrateBlock block) {
    return block.minedAtMillis();
  }

  @Override
  public List<IncomingPayment> payments(SubstrateBlock block) {
    List<NativeMoves.Credit> credits = credits(block);
    Set<AccountId> deposits = depositAccounts(credits);
    Map<String, Integer> places = new HashMap<>();
    List<IncomingPayment> payments = new ArrayList<>();
    for (NativeMoves.Credit credit : credits) {
      boolean ours = isTreasury(credit.to()) || deposits.contains(credit.to());
      if (ours && credit.amount().signum() > 0 && !isOurOwn(credit, deposits, block)) {
        String transaction = transaction(credit.event(), block);
        int place = places.merge(transaction, 1, Integer::sum) - 1;
        payments.add(payment(credit, transaction, output(block, place)));
      }
    }
    return payments;
  }

  /**
   * The same extrinsic may be taken twice, at two heights, when its sender's account ended in
   * between: the height is a part of a payment's name.
   */
  private static long output(SubstrateBlock block, int place) {
    return (block.height() << PLACE_BITS) | place;
  }

  private IncomingPayment payment(NativeMoves.Credit credit, String transaction, long output) {
    return new IncomingPayment(
        transaction,
        output,
        isTreasury(credit.to()) ? null : credit.to().hex(),
        Optional.ofNullable(credit.from()).map(AccountId::hex).orElse(null),
        asset,
        credit.amount());
  }

  private static List<NativeMoves.Credit> credits(SubstrateBlock block) {
    return block.events().events().stream()
        .flatMap(event -> NativeMoves.credit(event).stream())
        .toList();
  }

  private Set<AccountId> depositAccounts(List<NativeMoves.Credit> credits) {
    Set<AccountId> accounts =
        credits.stream()
            .flatMap(
                credit -> Stream.of(Optional.of(credit.to()), Optional.ofNullable(credit.from())))
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return book.numbers(accounts).keySet();
  }

  private boolean isOurOwn(
      NativeMoves.Credit credit, Set<AccountId> deposits, SubstrateBlock block) {
    AccountId from = credit.from();
    if (from != null) {
      return isTreasury(from) || deposits.contains(from);
    }
    Integer extrinsic = credit.event().extrinsic();
    return isTreasury(credit.to()) && extrinsic != null && sentByUs(block, extrinsic).isPresent();
  }

  private boolean isTreasury(AccountId account) {
    return account.equals(book.treasury());
  }

  /** The extrinsic's hash; what the chain did by itself is named by the block. */
  private static String transaction(Event event, SubstrateBlock block) {
    Integer extrinsic = event.extrinsic();
    return extrinsic == null ? block.hash() : block.extrinsics().get(extrinsic).hash();
  }

  /**
   * @throws IllegalStateException when a payment of ours stands there and cannot be read: to pass
   *     over it would be to pay it again
   */
  @Override
  public List<SentTransaction> sent(SubstrateBlock block) {
    store.requireNoneOfOurs(
        block.extrinsics().stream()
            .filter(each -> each.content() == null)
            .map(SubstrateBlock.Included::hash)
            .toList());
    List<SentTransaction> sent = new ArrayList<>();
    for (int place = 0; place < block.extrinsics().size(); place++) {
      int here = place;
      sentByUs(block, place).ifPresent(sender -> sent.add(sent(block, here, sender)));
    }
    return sent;
  }

  private Optional<Extrinsic.Sender> sentByUs(SubstrateBlock block, int place) {
    return Optional.ofNullable(block.extrinsics().get(place).content())
        .map(Extrinsic::sender)
        .filter(sender -> isTreasury(sender.account()));
  }

  private SentTransaction sent(SubstrateBlock block, int place, Extrinsic.Sender sender) {
    return new SentTransaction(
        block.extrinsics().get(place).hash(),
        sender.nonce().longValueExact(),
        succeeded(block, place),
        feeOf(block, place),
        Map.of(asset, moved(block, place)));
  }

  /** What it transferred to others; what goes from one account of ours to another stays ours. */
  private BigInteger moved(SubstrateBlock block, int place) {
    List<NativeMoves.Credit> moves =
        block.eventsOf(place).flatMap(event -> NativeMoves.credit(event).stream()).toList();
    Set<AccountId> deposits = depositAccounts(moves);
    Predicate<AccountId> ours = account -> isTreasury(account) || deposits.contains(account);
    return moves.stream()
        .filter(move -> move.from() != null && ours.test(move.from()) && !ours.test(move.to()))
        .map(NativeMoves.Credit::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * What the chain says of our own extrinsic.
   *
   * @throws IllegalStateException when that cannot be read: neither outcome is believed without
   */
  private static boolean succeeded(SubstrateBlock block, int place) {
    boolean succeeded =
        block.eventsOf(place).anyMatch(event -> event.is("System", "ExtrinsicSuccess"));
    boolean failed = block.eventsOf(place).anyMatch(event -> event.is("System", "ExtrinsicFailed"));
    if (succeeded == failed) {
      throw new IllegalStateException(
          "what came of our extrinsic "
              + place
              + " in block "
              + block.hash()
              + " cannot be read from its events");
    }
    return succeeded;
  }

  /** A runtime may give back a part of the fee that it stated before. */
  @Override
  public Optional<String> feeAsset() {
    return Optional.of(asset);
  }

  /** What the chain says it took or, on older runtimes, what left our account for it. */
  private BigInteger feeOf(SubstrateBlock block, int place) {
    return block
        .eventsOf(place)
        .filter(event -> event.is("TransactionPayment", "TransactionFeePaid"))
        .map(event -> event.fields().field("actual_fee", 1).number())
        .findFirst()
        .orElseGet(
            () ->
                block
                    .eventsOf(place)
                    .map(event -> NativeMoves.withdrawn(event, book.treasury()))
                    .reduce(BigInteger.ZERO, BigInteger::add)
                    .max(BigInteger.ZERO));
  }

  @Override
  public void storeMore(Header header, SubstrateBlock block) {
    store.swept(header, swept(block));
    contractEvents(block).forEach(said -> store.said(header, said));
    if (block.events().unreadable() != null) {
      store.unreadable(header, block.events().unreadable());
    }
  }

  /** The accounts that paid to the treasury: deposit accounts do so only to be emptied. */
  private Set<AccountId> swept(SubstrateBlock block) {
    Set<AccountId> from = new HashSet<>();
    for (NativeMoves.Credit credit : credits(block)) {
      if (isTreasury(credit.to()) && credit.from() != null) {
        from.add(credit.from());
      }
    }
    return from;
  }

  private List<SubstrateStore.Said> contractEvents(SubstrateBlock block) {
    return block.events().events().stream()
        .filter(event -> event.is("Contracts", "ContractEmitted"))
        .map(event -> said(event, block))
        .filter(said -> contracts.contains(said.contract()))
        .toList();
  }

  private static SubstrateStore.Said said(Event event, SubstrateBlock block) {
    return new SubstrateStore.Said(
        event.index(),
        transaction(event, block),
        new AccountId(event.fields().field("contract", 0).hex()),
        event.fields().field("data", 1).hex(),
        event.topics());
  }

  @Override
  public void undoMore(Header header) {
    store.undo(header);
  }
}
