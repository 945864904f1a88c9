package io.holdfast.chain.stellar;

import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.rpc.EventFilter;
import io.holdfast.chain.stellar.rpc.Simulation;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.Submission;
import io.holdfast.chain.stellar.rpc.TransactionStatus;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TrustLine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A node whose events, passphrase and acceptance of transactions a test may change. */
final class TamperedRpc implements StellarRpc {
  private final StellarRpc real;
  UnaryOperator<List<ContractEvent>> events = read -> read;
  UnaryOperator<String> passphrase = told -> told;
  boolean losesTransactions;

  TamperedRpc(StellarRpc real) {
    this.real = real;
  }

  @Override
  public Kept kept() {
    return real.kept();
  }

  @Override
  public String passphrase() {
    return passphrase.apply(real.passphrase());
  }

  @Override
  public List<LedgerHeader> ledgers(long fromSequence, int most) {
    return real.ledgers(fromSequence, most);
  }

  @Override
  public List<ContractEvent> events(long from, long to, List<EventFilter> filters) {
    return events.apply(real.events(from, to, filters));
  }

  @Override
  public boolean hasTransactions(long sequence) {
    return real.hasTransactions(sequence);
  }

  @Override
  public TransactionStatus transaction(Octets hash) {
    return real.transaction(hash);
  }

  @Override
  public Simulation simulate(Octets envelope) {
    return real.simulate(envelope);
  }

  @Override
  public Submission send(Octets envelope) {
    return losesTransactions ? new Submission.Pending() : real.send(envelope);
  }

  @Override
  public Optional<AccountEntry> account(ScAddress.Account account) {
    return real.account(account);
  }

  @Override
  public Entries entries(ScAddress.Account account, Collection<ClassicAsset> assets) {
    return real.entries(account, assets);
  }

  @Override
  public Optional<TrustLine> trustLine(ScAddress.Account account, ClassicAsset.Issued asset) {
    return real.trustLine(account, asset);
  }
}
