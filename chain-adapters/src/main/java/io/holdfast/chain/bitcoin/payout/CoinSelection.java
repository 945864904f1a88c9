package io.holdfast.chain.bitcoin.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which coins pay. The smallest single coin that suffices, so that large coins stay whole; else the
 * largest ones together, so that few inputs are paid for. The same coins give the same choice.
 *
 * @param feeSats what the miners get; a rest too small to be worth an output is in it
 * @param changeSats what comes back to us, or 0
 */
public record CoinSelection(List<Coin> coins, long feeSats, long changeSats) {
  /** A payment stays far below the size that nodes relay (100,000 virtual bytes). */
  static final int MOST_INPUTS = 200;

  /**
   * Below this a P2WPKH output costs more to spend than it holds (Bitcoin Core's dust relay fee).
   */
  static final long DUST_SATS = 294;

  public CoinSelection {
    coins = coins.stream().sorted(Coin.BY_PLACE).toList();
  }

  /** Empty when the coins do not suffice for the amount and its fee. */
  public static Optional<CoinSelection> choose(
      List<Coin> spendable, long amountSats, int scriptBytes, FeeRate rate) {
    List<Coin> largestFirst = spendable.stream().sorted(Coin.LARGEST_FIRST).toList();
    return smallestSingle(largestFirst, amountSats, scriptBytes, rate)
        .or(() -> largestTogether(largestFirst, amountSats, scriptBytes, rate));
  }

  private static Optional<CoinSelection> smallestSingle(
      List<Coin> largestFirst, long amountSats, int scriptBytes, FeeRate rate) {
    return largestFirst.reversed().stream()
        .flatMap(coin -> with(List.of(coin), amountSats, scriptBytes, rate).stream())
        .findFirst();
  }

  private static Optional<CoinSelection> largestTogether(
      List<Coin> largestFirst, long amountSats, int scriptBytes, FeeRate rate) {
    List<Coin> chosen = new ArrayList<>();
    for (Coin coin : largestFirst.subList(0, Math.min(MOST_INPUTS, largestFirst.size()))) {
      chosen.add(coin);
      Optional<CoinSelection> selection = with(chosen, amountSats, scriptBytes, rate);
      if (selection.isPresent()) {
        return selection;
      }
    }
    return Optional.empty();
  }

  private static Optional<CoinSelection> with(
      List<Coin> coins, long amountSats, int scriptBytes, FeeRate rate) {
    long in = coins.stream().mapToLong(Coin::sats).sum();
    long withChange =
        rate.feeSats(
            PaymentSize.vbytes(coins.size(), scriptBytes, PaymentSize.CHANGE_SCRIPT_BYTES));
    long change = in - amountSats - withChange;
    if (change >= DUST_SATS) {
      return Optional.of(new CoinSelection(coins, withChange, change));
    }
    long rest = in - amountSats;
    return rest >= rate.feeSats(PaymentSize.vbytes(coins.size(), scriptBytes))
        ? Optional.of(new CoinSelection(coins, rest, 0))
        : Optional.empty();
  }
}
