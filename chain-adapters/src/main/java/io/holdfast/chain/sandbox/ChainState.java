package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * A regtest chain in memory: every block ever mined, the best branch, its unspent outputs, and what
 * waits. Pure: time comes in as an argument, nothing goes out. Not thread-safe.
 */
final class ChainState {
  /** A reorganisation goes no deeper. */
  static final int DEEPEST_REORGANISATION_BLOCKS = 100;

  private static final int MEDIAN_OF_BLOCKS = 11;

  /** A block holds 4 million; some room is left for the coinbase and the header. */
  private static final int BLOCK_WEIGHT = 3_900_000;

  /** All blocks ever mined; the place of each is its sequence. */
  private final List<MinedBlock> mined = new ArrayList<>();

  private final Map<String, MinedBlock> blocks = new HashMap<>();
  private final List<MinedBlock> best = new ArrayList<>();
  private final Deque<CoinSet.Spent> undo = new ArrayDeque<>();
  private final Map<String, String> blockOfTransaction = new HashMap<>();
  private final CoinSet coins = new CoinSet();
  private final Mempool mempool = new Mempool();

  /** A chain with nothing but regtest's first block. */
  ChainState() {
    Block genesis = NetworkParameters.of(BitcoinNetwork.REGTEST).getGenesisBlock();
    best.add(remember(new MinedBlock(0, 0, genesis))); // its reward can never be spent
  }

  /** A chain as it was stored. */
  static ChainState restore(StoredChain stored) {
    ChainState state = new ChainState();
    stored.blocks().forEach(state::remember);
    state.branchTo(stored.tip()).forEach(state::connect);
    Acceptance acceptance = new Acceptance(state);
    stored
        .waiting()
        .forEach(each -> acceptance.restore(each.transaction(), each.enteredAtSeconds()));
    return state;
  }

  private void remember(StoredBlock stored) {
    Block block = stored.block();
    int height = require(block.getPrevBlockHash().toString()).height() + 1;
    remember(new MinedBlock(stored.sequence(), height, block));
  }

  private MinedBlock remember(MinedBlock block) {
    if (block.sequence() != mined.size()) {
      throw new IllegalStateException("block " + mined.size() + " of the sandbox is missing");
    }
    mined.add(block);
    blocks.put(block.hash(), block);
    return block;
  }

  private List<MinedBlock> branchTo(String tip) {
    List<MinedBlock> branch = new ArrayList<>();
    for (MinedBlock at = require(tip); at.height() > 0; at = require(at.parentHash())) {
      branch.add(at);
    }
    return branch.reversed();
  }

  private MinedBlock require(String hash) {
    return block(hash).orElseThrow(() -> new IllegalStateException("no block " + hash));
  }

  // ---- questions

  MinedBlock tip() {
    return best.getLast();
  }

  Optional<MinedBlock> blockAt(long height) {
    return height < 0 || height >= best.size()
        ? Optional.empty()
        : Optional.of(best.get((int) height));
  }

  Optional<MinedBlock> block(String hash) {
    return Optional.ofNullable(blocks.get(hash));
  }

  boolean onBestChain(MinedBlock block) {
    return blockAt(block.height()).filter(block::equals).isPresent();
  }

  /** The block of the best chain that holds a transaction. */
  Optional<MinedBlock> blockOf(String txid) {
    return Optional.ofNullable(blockOfTransaction.get(txid)).flatMap(this::block);
  }

  Mempool mempool() {
    return mempool;
  }

  CoinSet coins() {
    return coins;
  }

  /** An output that no block spends; with the mempool, one that nothing waiting spends either. */
  @Nullable Coin coin(OutPoint outPoint, boolean withMempool) {
    if (!withMempool) {
      return coins.get(outPoint);
    }
    return mempool.spenderOf(outPoint) == null ? coinWaitingOrMined(outPoint) : null;
  }

  /** An output of a block or of a waiting transaction, whatever waiting transactions spend. */
  @Nullable Coin coinWaitingOrMined(OutPoint outPoint) {
    Waiting maker = mempool.get(outPoint.txid());
    if (maker == null) {
      return coins.get(outPoint);
    }
    List<TransactionOutput> outputs = maker.transaction().getOutputs();
    return outPoint.index() < outputs.size()
        ? Outputs.coin(outputs.get(outPoint.index()), Coin.WAITING, false)
        : null;
  }

  /** The median time of the last eleven blocks up to this one; blocks' times must exceed it. */
  long medianTimeSeconds(MinedBlock block) {
    List<MinedBlock> last = new ArrayList<>();
    for (MinedBlock at = block; last.size() < MEDIAN_OF_BLOCKS; at = require(at.parentHash())) {
      last.add(at);
      if (at.height() == 0) {
        break;
      }
    }
    long[] times = last.stream().mapToLong(MinedBlock::timeSeconds).sorted().toArray();
    return times[times.length / 2];
  }

  /** How many blocks were ever mined, over all branches. */
  int minedCount() {
    return mined.size();
  }

  /** What was mined after the first so many, for whoever stores it. */
  List<MinedBlock> minedSince(int count) {
    return List.copyOf(mined.subList(count, mined.size()));
  }

  // ---- changes

  /** Mines a block with all that waits and fits. */
  MinedBlock mine(Script miner, long nowSeconds) {
    List<Waiting> chosen = new ArrayList<>();
    int weight = 0;
    for (Waiting waiting : mempool.all()) {
      weight += waiting.transaction().getWeight();
      if (weight > BLOCK_WEIGHT) {
        break;
      }
      chosen.add(waiting);
    }
    MinedBlock extension = extend(miner, nowSeconds, chosen);
    chosen.forEach(each -> mempool.remove(each.txid()));
    return extension;
  }

  /**
   * Takes away the newest blocks and mines one empty block more than were taken.
   *
   * @param drop whether the transactions of the lost blocks are forgotten; else they wait again
   */
  MinedBlock reorganise(int depthBlocks, boolean drop, Script miner, long nowSeconds) {
    if (depthBlocks < 1
        || depthBlocks > DEEPEST_REORGANISATION_BLOCKS
        || depthBlocks > tip().height()) {
      throw new IllegalArgumentException("cannot take away " + depthBlocks + " blocks");
    }
    List<Transaction> lost = new ArrayList<>();
    for (int i = 0; i < depthBlocks; i++) {
      lost.addAll(0, disconnect());
    }
    for (int i = 0; i <= depthBlocks; i++) {
      extend(miner, nowSeconds, List.of());
    }
    waitAgain(drop ? List.of() : lost, nowSeconds);
    return tip();
  }

  private MinedBlock extend(Script miner, long nowSeconds, List<Waiting> chosen) {
    int height = tip().height() + 1;
    Block block =
        BlockMaker.make(
            tip().hash(),
            height,
            Math.max(nowSeconds, medianTimeSeconds(tip()) + 1),
            mined.size(),
            miner,
            chosen.stream().mapToLong(Waiting::feeSats).sum(),
            chosen.stream().map(Waiting::transaction).toList());
    MinedBlock extension = remember(new MinedBlock(mined.size(), height, block));
    connect(extension);
    return extension;
  }

  private void connect(MinedBlock block) {
    List<Transaction> transactions = block.block().getTransactions();
    undo.addLast(coins.apply(block.height(), transactions));
    if (undo.size() > DEEPEST_REORGANISATION_BLOCKS) {
      undo.removeFirst();
    }
    transactions.forEach(each -> blockOfTransaction.put(each.getTxId().toString(), block.hash()));
    best.add(block);
  }

  /** The transactions that were in the block, without its coinbase. */
  private List<Transaction> disconnect() {
    List<Transaction> transactions = best.removeLast().block().getTransactions();
    coins.undo(undo.removeLast(), transactions);
    transactions.forEach(each -> blockOfTransaction.remove(each.getTxId().toString()));
    return transactions.subList(1, transactions.size());
  }

  /** Whatever of these and of what waited is still valid waits, the lost ones first. */
  private void waitAgain(List<Transaction> lost, long nowSeconds) {
    List<Waiting> waited = mempool.drain();
    Acceptance acceptance = new Acceptance(this);
    lost.forEach(each -> acceptance.restore(each, nowSeconds));
    waited.forEach(each -> acceptance.restore(each.transaction(), each.enteredAtSeconds()));
  }
}
