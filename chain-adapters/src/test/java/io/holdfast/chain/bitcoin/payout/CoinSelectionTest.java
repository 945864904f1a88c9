package io.holdfast.chain.bitcoin.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CoinSelectionTest {
  private static final int SCRIPT_BYTES = 22;
  private static final FeeRate RATE = FeeRate.satsPerVbyte(10);

  @Test
  void takesTheSmallestCoinThatSufficesAndReturnsTheRest() {
    CoinSelection selection = choose(coins(50_000, 200_000, 1_000_000), 100_000).orElseThrow();

    assertThat(selection.coins()).extracting(Coin::sats).containsExactly(200_000L);
    assertThat(selection.feeSats()).isEqualTo(1_410);
    assertThat(selection.changeSats()).isEqualTo(200_000 - 100_000 - 1_410);
  }

  @Test
  void takesTheLargestTogetherWhenNoneSufficesAlone() {
    CoinSelection selection = choose(coins(50_000, 60_000, 70_000), 100_000).orElseThrow();

    assertThat(selection.coins())
        .extracting(Coin::sats)
        .containsExactlyInAnyOrder(70_000L, 60_000L);
  }

  @Test
  void givesARestNotWorthAnOutputToTheMiners() {
    CoinSelection selection = choose(coins(101_500), 100_000).orElseThrow();

    assertThat(selection.changeSats()).isZero();
    assertThat(selection.feeSats()).isEqualTo(1_500);
  }

  @Test
  void isEmptyWhenTheCoinsCoverTheAmountButNotTheFee() {
    assertThat(choose(coins(100_500), 100_000)).isEmpty();
  }

  @Test
  void isEmptyWithoutCoins() {
    assertThat(choose(List.of(), 1)).isEmpty();
  }

  @Property(tries = 300)
  void neverLosesASatoshiAndNeverPaysBelowTheRate(
      @ForAll @Size(max = 40) List<@LongRange(min = 300, max = 5_000_000) Long> sats,
      @ForAll @LongRange(min = 1, max = 20_000_000) long amount,
      @ForAll @IntRange(min = 1, max = 300) int rate) {
    FeeRate feeRate = FeeRate.satsPerVbyte(rate);
    List<Coin> coins = coins(sats.stream().mapToLong(Long::longValue).toArray());

    CoinSelection.choose(coins, amount, SCRIPT_BYTES, feeRate)
        .ifPresent(
            chosen -> {
              long in = chosen.coins().stream().mapToLong(Coin::sats).sum();
              assertThat(in).isEqualTo(amount + chosen.feeSats() + chosen.changeSats());
              assertThat(chosen.feeSats()).isGreaterThanOrEqualTo(leastFee(chosen, feeRate));
              assertThat(chosen.changeSats())
                  .matches(sum -> sum == 0 || sum >= CoinSelection.DUST_SATS);
              assertThat(chosen.coins()).doesNotHaveDuplicates();
            });
  }

  @Property(tries = 100)
  void choosesTheSameWhateverTheOrderInWhichCoinsAreFound(
      @ForAll @Size(max = 20) List<@LongRange(min = 300, max = 5_000_000) Long> sats,
      @ForAll @LongRange(min = 1, max = 20_000_000) long amount,
      @ForAll long seed) {
    List<Coin> coins = coins(sats.stream().mapToLong(Long::longValue).toArray());
    List<Coin> shuffled = new ArrayList<>(coins);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(choose(shuffled, amount)).isEqualTo(choose(coins, amount));
  }

  private static long leastFee(CoinSelection chosen, FeeRate rate) {
    return rate.feeSats(
        chosen.changeSats() == 0
            ? PaymentSize.vbytes(chosen.coins().size(), SCRIPT_BYTES)
            : PaymentSize.vbytes(chosen.coins().size(), SCRIPT_BYTES, 22));
  }

  private static Optional<CoinSelection> choose(List<Coin> coins, long amount) {
    return CoinSelection.choose(coins, amount, SCRIPT_BYTES, RATE);
  }

  private static List<Coin> coins(long... sats) {
    List<Coin> coins = new ArrayList<>();
    for (int i = 0; i < sats.length; i++) {
      coins.add(
          new Coin(
              new OutPoint("%064x".formatted(i + 1), 0), sats[i], new KeyPath(Branch.DEPOSIT, i)));
    }
    return coins;
  }
}
