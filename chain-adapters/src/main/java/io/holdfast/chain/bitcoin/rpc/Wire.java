package io.holdfast.chain.bitcoin.rpc;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The node's JSON as it stands on the wire, with the node's own field names, and the way from there
 * to our values. A missing field fails the reading, of a primitive by the mapper's setting, of
 * anything else here; what could be read always makes a value.
 */
final class Wire {
  private Wire() {}

  record Chain(
      String chain,
      long blocks,
      long headers,
      String bestblockhash,
      boolean initialblockdownload,
      @Nullable Long pruneheight) {
    Chain {
      requireNonNull(chain);
      requireNonNull(bestblockhash);
    }

    ChainInfo toValue() {
      long keptFrom = pruneheight == null ? 0 : pruneheight;
      return new ChainInfo(chain, blocks, headers, bestblockhash, initialblockdownload, keptFrom);
    }
  }

  record Header(
      String hash,
      long height,
      @Nullable String previousblockhash,
      int confirmations,
      long time,
      long mediantime) {
    Header {
      requireNonNull(hash);
    }

    BlockHeader toValue() {
      return new BlockHeader(hash, height, previousblockhash, confirmations, time, mediantime);
    }
  }

  record FullBlock(
      String hash,
      long height,
      @Nullable String previousblockhash,
      int confirmations,
      long time,
      long mediantime,
      List<Tx> tx) {
    FullBlock {
      requireNonNull(hash);
      tx = List.copyOf(tx);
    }

    Block toValue() {
      return new Block(
          new BlockHeader(hash, height, previousblockhash, confirmations, time, mediantime),
          tx.stream().map(each -> each.toValue(hash)).toList());
    }
  }

  record Tx(
      String txid, int vsize, @Nullable String blockhash, List<TxInput> vin, List<TxOutput> vout) {
    Tx {
      requireNonNull(txid);
      vin = List.copyOf(vin);
      vout = List.copyOf(vout);
    }

    Transaction toValue() {
      return toValue(blockhash);
    }

    /** Inside a block's JSON, its transactions do not repeat the block's hash. */
    Transaction toValue(@Nullable String block) {
      return new Transaction(
          txid,
          block,
          vsize,
          vin.stream().map(TxInput::toValue).toList(),
          vout.stream().map(TxOutput::toValue).toList());
    }
  }

  record TxInput(
      @Nullable String coinbase, @Nullable String txid, @Nullable Integer vout, long sequence) {
    TxInput {
      if (coinbase == null && (txid == null || vout == null)) {
        throw new IllegalArgumentException("an input that spends nothing");
      }
    }

    Input toValue() {
      return new Input(txid == null || vout == null ? null : new OutPoint(txid, vout), sequence);
    }
  }

  record TxOutput(@JsonDeserialize(using = Satoshi.class) long value, int n, Script scriptPubKey) {
    TxOutput {
      requireNonNull(scriptPubKey);
    }

    Output toValue() {
      return new Output(n, value, scriptPubKey.hex, scriptPubKey.address);
    }
  }

  record Script(String hex, @Nullable String address) {
    Script {
      requireNonNull(hex);
    }
  }

  record Entry(
      int vsize,
      long time,
      Fees fees,
      List<String> depends,
      @JsonProperty("bip125-replaceable") boolean replaceable) {
    Entry {
      requireNonNull(fees);
      depends = List.copyOf(depends);
    }

    MempoolEntry toValue(String txid) {
      return new MempoolEntry(txid, vsize, fees.base, time, replaceable, depends);
    }
  }

  record Fees(@JsonDeserialize(using = Satoshi.class) long base) {}

  record Coin(
      @JsonDeserialize(using = Satoshi.class) long value,
      int confirmations,
      boolean coinbase,
      Script scriptPubKey) {
    Coin {
      requireNonNull(scriptPubKey);
    }

    UnspentOutput toValue() {
      return new UnspentOutput(value, scriptPubKey.hex, confirmations, coinbase);
    }
  }

  record Scan(boolean success, long height, String bestblock, List<Unspent> unspents) {
    Scan {
      requireNonNull(bestblock);
      unspents = List.copyOf(unspents);
      if (!success) {
        throw new IllegalArgumentException("a scan that was broken off");
      }
    }

    CoinScan toValue() {
      return new CoinScan(height, bestblock, unspents.stream().map(Unspent::toValue).toList());
    }
  }

  record Unspent(
      String txid,
      int vout,
      String scriptPubKey,
      @JsonDeserialize(using = Satoshi.class) long amount,
      boolean coinbase,
      long height) {
    Unspent {
      requireNonNull(txid);
      requireNonNull(scriptPubKey);
    }

    CoinScan.ScannedCoin toValue() {
      return new CoinScan.ScannedCoin(
          new OutPoint(txid, vout), amount, scriptPubKey, height, coinbase);
    }
  }

  record Verdict(
      String txid, boolean allowed, @JsonProperty("reject-reason") @Nullable String refusal) {
    Verdict {
      requireNonNull(txid);
    }

    MempoolVerdict toValue() {
      return new MempoolVerdict(txid, allowed, refusal);
    }
  }

  /** The rate is missing while the node cannot tell. */
  record FeeEstimate(@JsonDeserialize(using = Satoshi.class) @Nullable Long feerate) {}
}
