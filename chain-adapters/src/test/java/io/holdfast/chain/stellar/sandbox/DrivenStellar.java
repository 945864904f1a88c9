package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The simulated network with its controls, for tests of what follows it. */
public final class DrivenStellar {
  private final StellarSandbox sandbox =
      StellarSandbox.start(
          new MemoryLedgerStore(),
          new Genesis(Genesis.ISSUER.account()),
          Clock.systemUTC(),
          "a token");

  public NodeEndpoint endpoint() {
    return sandbox.endpoint();
  }

  public void open(ScAddress.Account account, long stroops) {
    sandbox.send(Genesis.FAUCET, new Operation.CreateAccount(account, stroops), new Memo.None());
    sandbox.close(1);
  }

  /** From now on the account can hold the token. */
  public void trust(ScAddress.Account account) {
    sandbox.read(
        chain -> {
          chain.state().trust(account, Genesis.USDC);
          return account;
        });
  }

  /** From now on the account may have more of the token made. */
  public void administer(ScAddress.Account account) {
    sandbox.read(
        chain -> {
          chain.state().administer(account);
          return account;
        });
  }

  public String pay(ClassicAsset asset, ScAddress to, long stroops, Memo memo) {
    return sandbox.pay(asset, to, stroops, memo);
  }

  public String mint(ScAddress to, long amount) {
    return sandbox.send(
        Genesis.ISSUER, new Operation.Payment(to, Genesis.USDC, amount), new Memo.None());
  }

  /** Somebody outside gives tokens back to their issuer. */
  public void burnByFaucet(long amount) {
    sandbox.send(
        Genesis.FAUCET,
        new Operation.Payment(Genesis.ISSUER.account(), Genesis.USDC, amount),
        new Memo.None());
    sandbox.close(1);
  }

  /** What the issuer of an asset may do to its holders. */
  public void clawBack(ScAddress holder, long amount) {
    sandbox.read(chain -> chain.state().clawBack(Genesis.USDC, holder, BigInteger.valueOf(amount)));
  }

  public void close(int ledgers) {
    sandbox.close(ledgers);
  }

  public long height() {
    return sandbox.<Long>read(SimulatedLedgers::latest);
  }

  public long closeTimeSeconds() {
    return sandbox.<Long>read(SimulatedLedgers::closeTimeSeconds);
  }

  public List<String> hashesFrom(long height) {
    return LongStream.rangeClosed(height, height())
        .mapToObj(at -> ledger(at).header().hash().hex())
        .toList();
  }

  public Optional<String> ledgerOf(String transaction) {
    return LongStream.rangeClosed(1, height())
        .mapToObj(this::ledger)
        .filter(
            ledger ->
                ledger.transactions().stream()
                    .anyMatch(applied -> applied.hash().hex().equals(transaction)))
        .map(ledger -> ledger.header().hash().hex())
        .findFirst();
  }

  private Closed ledger(long sequence) {
    return sandbox.read(chain -> chain.at(sequence).orElseThrow());
  }

  public boolean waits(String transaction) {
    return sandbox.read(
        chain ->
            chain.waiting().stream()
                .anyMatch(
                    each -> Genesis.NETWORK.hash(each.transaction()).hex().equals(transaction)));
  }

  public long balance(ClassicAsset asset, ScAddress holder) {
    return sandbox.<BigInteger>read(chain -> chain.state().balance(asset, holder)).longValueExact();
  }

  /** Somebody who exists and is not us. */
  public String outsideAddress() {
    return StrKey.encode(Genesis.FAUCET.account());
  }

  public void retain(int ledgers) {
    sandbox.retain(ledgers);
  }

  public void stall(boolean stalled) {
    sandbox.stall(stalled);
  }

  public void stop() {
    sandbox.close();
  }
}
