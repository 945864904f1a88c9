package io.holdfast.chain.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;

/**
 * Makes blocks that a real regtest node accepts: height in the coinbase (BIP-34), witness
 * commitment (BIP-141), Merkle root, and proof of work at regtest's difficulty, which takes two
 * tries.
 */
final class BlockMaker {
  private static final long VERSION = 0x20000000L;
  private static final byte[] WITNESS_COMMITMENT_HEADER = {
    (byte) 0xaa, 0x21, (byte) 0xa9, (byte) 0xed
  };
  private static final byte[] WITNESS_RESERVED = new byte[Sha256Hash.LENGTH];
  private static final long FIRST_REWARD_SATS = 5_000_000_000L;
  private static final int HALVING_BLOCKS = 150;
  private static final int LAST_HALVING = 63;

  private BlockMaker() {}

  /** What a block of this height may pay its miner, without the fees. */
  static long rewardSats(int height) {
    int halvings = height / HALVING_BLOCKS;
    return halvings > LAST_HALVING ? 0 : FIRST_REWARD_SATS >> halvings;
  }

  /**
   * @param salt makes this block's coinbase another than that of any block of the same height
   */
  static Block make(
      String parentHash,
      int height,
      long timeSeconds,
      long salt,
      Script miner,
      long feeSats,
      List<Transaction> transactions) {
    Transaction coinbase = coinbase(height, salt, miner, rewardSats(height) + feeSats);
    commitToWitnesses(coinbase, transactions);
    List<Transaction> all = new ArrayList<>(List.of(coinbase));
    all.addAll(transactions);
    return solve(Sha256Hash.wrap(parentHash), Instant.ofEpochSecond(timeSeconds), all);
  }

  /** Half of all nonces will do: regtest's target is the largest there can be. */
  private static Block solve(Sha256Hash parent, Instant time, List<Transaction> transactions) {
    Sha256Hash root = Merkle.root(transactions.stream().map(Transaction::getTxId).toList());
    for (long nonce = 0; ; nonce++) {
      Block block =
          new Block(
              VERSION, parent, root, time, Block.EASIEST_DIFFICULTY_TARGET, nonce, transactions);
      if (block.getHash().toBigInteger().compareTo(block.getDifficultyTargetAsInteger()) <= 0) {
        return block;
      }
    }
  }

  private static Transaction coinbase(int height, long salt, Script miner, long sats) {
    byte[] script =
        new ScriptBuilder()
            .number(height)
            .data(ByteBuffer.allocate(Long.BYTES).putLong(salt).array())
            .build()
            .program();
    Transaction coinbase = Transaction.coinbase(script);
    coinbase.setVersion(2);
    TransactionInput input = coinbase.getInput(0);
    coinbase.replaceInput(0, input.withWitness(TransactionWitness.of(WITNESS_RESERVED)));
    coinbase.addOutput(Coin.valueOf(sats), miner);
    return coinbase;
  }

  private static void commitToWitnesses(Transaction coinbase, List<Transaction> transactions) {
    List<Sha256Hash> leaves =
        Stream.concat(
                Stream.of(Sha256Hash.ZERO_HASH), transactions.stream().map(Transaction::getWTxId))
            .toList();
    ByteArrayOutputStream commitment = new ByteArrayOutputStream();
    commitment.writeBytes(WITNESS_COMMITMENT_HEADER);
    commitment.writeBytes(Sha256Hash.hashTwice(Merkle.root(leaves).serialize(), WITNESS_RESERVED));
    coinbase.addOutput(Coin.ZERO, ScriptBuilder.createOpReturnScript(commitment.toByteArray()));
  }
}
