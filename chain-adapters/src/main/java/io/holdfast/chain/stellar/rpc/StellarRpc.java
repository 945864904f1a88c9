package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TrustLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Stellar RPC node. Every call may be repeated. Every call fails with a NodeFailure when the node
 * cannot be reached, hangs, or answers what its protocol does not allow, and with nothing else.
 *
 * <p>Source: Stellar's documentation of its RPC, version 27.
 */
public interface StellarRpc {
  /** Which ledgers the node has now. */
  Kept kept();

  /** The passphrase of its network. */
  String passphrase();

  /**
   * So many ledgers from this one on, in their order and without a gap, fewer where the node has no
   * more. Each header carries its own proof: its hash was computed.
   */
  List<LedgerHeader> ledgers(long fromSequence, int most);

  /**
   * All events in these ledgers, both ends included, that a filter lets through, each once, in
   * their order.
   *
   * @throws NodeAnsweredRubbish when the node does not keep all of these ledgers
   */
  List<ContractEvent> events(long fromSequence, long toSequence, List<EventFilter> filters);

  /** Whether a ledger from this one on holds any transaction, asked of one ledger. */
  boolean hasTransactions(long sequence);

  /** What became of a transaction. */
  TransactionStatus transaction(Octets hash);

  /** Tries a contract call without sending it, and learns what it needs. */
  Simulation simulate(Octets envelope);

  /** Hands a signed transaction to the network. */
  Submission send(Octets envelope);

  /** An account as of the newest ledger; empty where there is none. */
  Optional<AccountEntry> account(ScAddress.Account account);

  /**
   * What an account holds of an issued asset, as of the newest ledger; empty without a trustline.
   */
  Optional<TrustLine> trustLine(ScAddress.Account account, ClassicAsset.Issued asset);

  /** What the account has of each of these, where it has an entry for it; in one question. */
  Entries entries(ScAddress.Account account, Collection<ClassicAsset> assets);

  /**
   * Entries as of one ledger, for the whole of which they are asked.
   *
   * @param latest that ledger
   */
  record Entries(long latest, Map<ClassicAsset, Balance> balances) {
    public Entries {
      balances = Map.copyOf(balances);
    }
  }

  /**
   * @param amount in the asset's smallest unit
   * @param changedIn the ledger in which the entry was changed last, by whatever
   */
  record Balance(long amount, long changedIn) {}

  /**
   * @param oldest the first ledger that the node still keeps
   * @param latest the newest that it has
   */
  record Kept(long oldest, long latest) {}
}
