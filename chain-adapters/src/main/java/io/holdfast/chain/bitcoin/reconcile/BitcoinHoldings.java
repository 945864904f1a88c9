package io.holdfast.chain.bitcoin.reconcile;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.bitcoin.key.AccountKey;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.CoinScan;
import io.holdfast.chain.bitcoin.rpc.CoinScan.ScannedCoin;
import io.holdfast.chain.bitcoin.rpc.KeyRange;
import io.holdfast.chain.port.Holdings;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptException;

/**
 * What the node's own set of unspent outputs holds for our keys. The keys are those of the account
 * itself and not the addresses in our database, and some more than were given out: what a database
 * that came back from an old copy forgot is found too. Thread-safe.
 */
public final class BitcoinHoldings implements Holdings {
  /** So many keys beyond the last one that was given out. */
  private static final int KEYS_BEYOND = 200;

  private final BitcoinRpc node;
  private final AccountKey account;
  private final ToIntFunction<Branch> keysGivenOut;

  /**
   * @param node that waits for an answer as long as a scan takes
   * @param keysGivenOut how many of a branch
   */
  public BitcoinHoldings(BitcoinRpc node, AccountKey account, ToIntFunction<Branch> keysGivenOut) {
    this.node = node;
    this.account = account;
    this.keysGivenOut = keysGivenOut;
  }

  /** A node tells what is unspent now, so only its best block can be asked for. */
  @Override
  public Optional<List<Holding>> at(BlockRef block) {
    if (!node.chainInfo().headHash().equals(block.hash())) {
      return Optional.empty();
    }
    CoinScan scan = node.scan(Arrays.stream(Branch.values()).map(this::range).toList());
    return scan.blockHash().equals(block.hash())
        ? Optional.of(scan.coins().stream().map(this::holding).toList())
        : Optional.empty();
  }

  private KeyRange range(Branch branch) {
    return new KeyRange(
        account.extendedPublicKey(),
        branch.number(),
        keysGivenOut.applyAsInt(branch) + KEYS_BEYOND);
  }

  private Holding holding(ScannedCoin coin) {
    return new Holding(
        subject(coin.outPoint().txid(), coin.outPoint().index()),
        BigInteger.valueOf(coin.sats()),
        address(coin.scriptHex()),
        coin.height());
  }

  static String subject(String txid, int vout) {
    return txid + ":" + vout;
  }

  /** The script itself, where it is none that has an address. */
  private String address(String scriptHex) {
    try {
      Script script = Script.parse(HexFormat.of().parseHex(scriptHex));
      return script.getToAddress(account.network()).toString();
    } catch (ScriptException | IllegalArgumentException e) {
      return scriptHex;
    }
  }
}
