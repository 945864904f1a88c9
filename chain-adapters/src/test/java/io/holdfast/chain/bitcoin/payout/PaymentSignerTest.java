package io.holdfast.chain.bitcoin.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a node takes the bytes is tested on a real one; here, that they are what was planned. */
class PaymentSignerTest {
  private static final String DESTINATION = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final KeyPath CHANGE = new KeyPath(Branch.CHANGE, 3);

  private final SeedSigner keys =
      new SeedSigner(BitcoinNetwork.REGTEST, HexFormat.of().parseHex("00".repeat(32)));
  private final PaymentSigner signer = new PaymentSigner(keys);

  @Test
  void paysTheDestinationFirstAndReturnsTheChangeToUs() {
    Transaction payment = read(signer.sign(aPlan(2, 150_000, 1_000)));

    assertThat(payment.getOutput(0).getValue().value).isEqualTo(150_000);
    assertThat(payment.getOutput(0).getScriptPubKey().getToAddress(BitcoinNetwork.REGTEST))
        .hasToString(DESTINATION);
    assertThat(payment.getOutput(1).getValue().value).isEqualTo(49_000);
    assertThat(payment.getOutput(1).getScriptPubKey().getToAddress(BitcoinNetwork.REGTEST))
        .isEqualTo(keys.account().address(CHANGE));
  }

  @Test
  void signsEveryInputSoThatItsCoinIsSpent() {
    PaymentPlan plan = aPlan(3, 250_000, 1_000);
    Transaction payment = read(signer.sign(plan));

    for (int i = 0; i < plan.coins().size(); i++) {
      TransactionInput input = payment.getInput(i);
      Script script =
          ScriptBuilder.createOutputScript(keys.account().address(plan.coins().get(i).path()));
      script.correctlySpends(
          payment,
          i,
          input.getWitness(),
          org.bitcoinj.base.Coin.valueOf(100_000),
          script,
          Script.ALL_VERIFY_FLAGS);
    }
  }

  @Test
  void givesTheSameBytesForTheSamePlan() {
    assertThat(signer.sign(aPlan(2, 150_000, 1_000)))
        .isEqualTo(signer.sign(aPlan(2, 150_000, 1_000)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100, 200})
  void isNeverLargerThanItsFeeWasReckonedForAndHardlySmaller(int inputs) {
    Transaction payment = read(signer.sign(aPlan(inputs, 50_000, 1_000)));

    long reckoned = PaymentSize.vbytes(inputs, 22, 22);
    assertThat((long) payment.getVsize()).isBetween(reckoned - inputs, reckoned);
  }

  @Test
  void namesItselfByTheIdTheChainWillUse() {
    SignedPayment payment = signer.sign(aPlan(1, 50_000, 1_000));

    assertThat(payment.txid()).isEqualTo(read(payment).getTxId().toString());
  }

  @Test
  void refusesAPlanThatDoesNotAddUp() {
    List<Coin> coins = aPlan(1, 50_000, 1_000).coins();

    assertThatThrownBy(() -> new PaymentPlan(coins, DESTINATION, 50_000, 1_000, 48_000, CHANGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PaymentPlan aPlan(int inputs, long amount, long fee) {
    List<Coin> coins =
        IntStream.range(0, inputs)
            .mapToObj(
                i ->
                    new Coin(
                        new OutPoint(Sha256Hash.of(new byte[] {(byte) i}).toString(), i),
                        100_000,
                        new KeyPath(Branch.DEPOSIT, i)))
            .toList();
    long change = 100_000L * inputs - amount - fee;
    return new PaymentPlan(coins, DESTINATION, amount, fee, change, CHANGE);
  }

  private static Transaction read(SignedPayment payment) {
    return Transaction.read(ByteBuffer.wrap(HexFormat.of().parseHex(payment.hex())));
  }
}
