package io.holdfast.chain.stellar.block;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.rpc.Simulation;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.Transaction;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a token's own contract answers to {@code balance} (SEP-41) for the custody account. The call
 * is tried by the node and never sent. A node tries it on its newest ledger and says which that
 * was: the answer counts where it is the very ledger meant, and else is asked for again when our
 * cursor has come further. Thread-safe.
 */
public final class ContractHoldings implements Holdings {
  private static final TimeBounds ANY_TIME = new TimeBounds(0, 0);

  private final StellarRpc node;
  private final ScAddress.Account custody;
  private final Envelope question;

  public ContractHoldings(StellarRpc node, ScAddress.Account custody, ScAddress.Contract contract) {
    this.node = node;
    this.custody = custody;
    List<ScVal> holder = List.of(new ScVal.Address(custody));
    Operation call = new Operation.InvokeContract(contract, "balance", holder, List.of());
    this.question =
        new Envelope(
            new Transaction(custody, 0, 1, ANY_TIME, new Memo.None(), call, null), List.of());
  }

  @Override
  public Optional<List<Holding>> at(BlockRef ledger) {
    return switch (node.simulate(question.encoded())) {
      case Simulation.Success answer when answer.ledger() == ledger.height() ->
          Optional.of(List.of(Holding.ofAccount(StrKey.encode(custody), balance(answer))));
      case Simulation.Success _, Simulation.NeedsRestoring _ -> Optional.empty();
      case Simulation.Failure(String reason) ->
          throw new NodeAnsweredRubbish("the token's contract tells no balance: " + reason);
    };
  }

  private static BigInteger balance(Simulation.Success answer) {
    try {
      if (ScVal.decode(answer.result())
              instanceof ScVal.Whole(ScVal.Width width, BigInteger balance)
          && width == ScVal.Width.I128
          && balance.signum() >= 0) {
        return balance;
      }
    } catch (XdrException e) {
      throw new NodeAnsweredRubbish("a balance that cannot be read", e);
    }
    throw new NodeAnsweredRubbish("a balance that is no i128, or below zero");
  }
}
