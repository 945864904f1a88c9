package io.holdfast.chain.stellar.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.rpc.Simulation;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a token's contract says of a ledger, and where that is nothing. */
class ContractHoldingsTest {
  private static final ScAddress.Account CUSTODY =
      new ScAddress.Account(Octets.ofHex("07".repeat(32)));
  private static final ScAddress.Contract CONTRACT =
      new ScAddress.Contract(Octets.ofHex("08".repeat(32)));
  private static final BlockRef SEVEN = new BlockRef(7, "h7");

  @Test
  void believesTheAnswerOfTheVeryLedgerAlone() {
    assertThat(at(says(ScVal.i128(BigInteger.valueOf(500)), 7))).contains(BigInteger.valueOf(500));
    assertThat(at(says(ScVal.i128(BigInteger.valueOf(500)), 6))).isEmpty();
    assertThat(at(says(ScVal.i128(BigInteger.valueOf(500)), 8))).isEmpty();
  }

  @Test
  void asksAgainWhileTheBalanceLiesInTheArchive() {
    assertThat(at(new Simulation.NeedsRestoring())).isEmpty();
  }

  @Test
  void refusesWhatIsNoBalance() {
    for (Simulation answer :
        List.of(
            new Simulation.Failure("HostError: Error(Storage, MissingValue)"),
            says(new ScVal.Nothing(), 7),
            says(ScVal.i128(BigInteger.ONE.negate()), 7),
            new Simulation.Success(Octets.ofHex(""), 0, List.of(), Octets.ofHex("00"), 7))) {
      assertThatThrownBy(() -> at(answer)).isInstanceOf(NodeAnsweredRubbish.class);
    }
  }

  private static Simulation says(ScVal answer, long ledger) {
    return new Simulation.Success(Octets.ofHex(""), 0, List.of(), answer.encoded(), ledger);
  }

  private static Optional<BigInteger> at(Simulation told) {
    StellarRpc node =
        (StellarRpc)
            Proxy.newProxyInstance(
                StellarRpc.class.getClassLoader(),
                new Class<?>[] {StellarRpc.class},
                (_, _, arguments) -> {
                  assertThat(Envelope.decode((Octets) arguments[0]).transaction().operation())
                      .isEqualTo(
                          new Operation.InvokeContract(
                              CONTRACT, "balance", List.of(new ScVal.Address(CUSTODY)), List.of()));
                  return told;
                });
    return new ContractHoldings(node, CUSTODY, CONTRACT)
        .at(SEVEN)
        .map(
            held -> {
              assertThat(held)
                  .containsExactly(
                      Holding.ofAccount(StrKey.encode(CUSTODY), held.getFirst().amount()));
              return held.getFirst().amount();
            });
  }
}
