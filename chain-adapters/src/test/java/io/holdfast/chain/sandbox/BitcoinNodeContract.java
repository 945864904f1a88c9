package io.holdfast.chain.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.chain.bitcoin.key.AccountKey;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.CoinScan;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.KeyRange;
import io.holdfast.chain.bitcoin.rpc.MempoolEntry;
import io.holdfast.chain.bitcoin.rpc.MempoolVerdict;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Output;
import io.holdfast.chain.bitcoin.rpc.RpcCodes;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What Holdfast relies on in a Bitcoin node. It runs on a real bitcoind and on the sandbox; where
 * the two differ, the sandbox is wrong.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BitcoinNodeContract {
  private static final String NOWHERE = "00".repeat(32);
  private static final long FEE = 1_000;

  private DrivenNode node;
  private BitcoinRpc rpc;

  abstract DrivenNode start();

  @BeforeAll
  void startNode() {
    node = start();
    rpc = node.rpc();
  }

  @AfterAll
  void stopNode() {
    if (node != null) {
      node.close();
    }
  }

  // ---- the chain

  @Test
  void tellsItsNetworkAndItsHead() {
    node.mine(1);

    assertThat(rpc.chainInfo().network()).isEqualTo("regtest");
    assertThat(rpc.chainInfo().headHeight()).isGreaterThan(100);
    assertThat(rpc.chainInfo().headerHeight()).isEqualTo(rpc.chainInfo().headHeight());
    assertThat(rpc.blockHash(rpc.chainInfo().headHeight())).contains(rpc.chainInfo().headHash());
    assertThat(rpc.chainInfo().initialDownload()).isFalse();
    assertThat(rpc.chainInfo().keptFromHeight()).isZero();
  }

  @Test
  void beginsWithTheFirstBlockOfRegtest() {
    BlockHeader first = rpc.blockHeader(rpc.blockHash(0).orElseThrow()).orElseThrow();

    assertThat(first.hash())
        .isEqualTo("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206");
    assertThat(first.parentHash()).isNull();
    assertThat(first.timeSeconds()).isEqualTo(1_296_688_602L);
  }

  @Test
  void endsWhereItsChainEnds() {
    long head = rpc.chainInfo().headHeight();

    assertThat(rpc.blockHash(head + 1)).isEmpty();
    assertThat(rpc.blockHashes(head - 2, 10)).hasSize(3).endsWith(rpc.chainInfo().headHash());
    assertThat(rpc.blockHashes(head + 1, 10)).isEmpty();
  }

  @Test
  void linksEachBlockToItsParent() {
    long head = rpc.chainInfo().headHeight();
    List<Block> blocks = rpc.blocks(rpc.blockHashes(head - 20, 21));

    for (int i = 1; i < blocks.size(); i++) {
      BlockHeader parent = blocks.get(i - 1).header();
      BlockHeader child = blocks.get(i).header();
      assertThat(child.parentHash()).isEqualTo(parent.hash());
      assertThat(child.height()).isEqualTo(parent.height() + 1);
      assertThat(child.confirmations()).isEqualTo(head - child.height() + 1);
      assertThat(child.timeSeconds()).isGreaterThan(parent.medianTimeSeconds());
      assertThat(rpc.blockHeader(child.hash())).contains(child);
    }
  }

  @Test
  void rewardsTheMinerInTheFirstTransactionOfABlock() {
    node.mine(1);
    Transaction coinbase = head().transactions().getFirst();

    assertThat(coinbase.spends()).isEmpty();
    assertThat(coinbase.inputs()).hasSize(1);
    assertThat(coinbase.outputs().getFirst().address()).startsWith("bcrt1q");
    assertThat(coinbase.outputs().getLast().address()).isNull();
    assertThat(coinbase.blockHash()).isEqualTo(rpc.chainInfo().headHash());
  }

  @Test
  void knowsNothingOfWhatNeverWas() {
    assertThat(rpc.block(NOWHERE)).isEmpty();
    assertThat(rpc.blockHeader(NOWHERE)).isEmpty();
    assertThat(rpc.transaction(NOWHERE)).isEmpty();
    assertThat(rpc.mempoolEntry(NOWHERE)).isEmpty();
    assertThat(rpc.unspentOutput(new OutPoint(NOWHERE, 0), true)).isEmpty();
    assertThat(rpc.transactions(List.of(NOWHERE))).isEmpty();
    assertThatThrownBy(() -> rpc.blocks(List.of(NOWHERE)))
        .isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code()).isEqualTo(-5));
  }

  // ---- what is unspent

  @Test
  void looksThroughWhatIsUnspentForTheKeysOfAnAccount() {
    AccountKey account =
        new SeedSigner(BitcoinNetwork.REGTEST, "a seed of thirty-two bytes, ok!!".getBytes(UTF_8))
            .account();
    String first = account.address(new KeyPath(Branch.DEPOSIT, 0)).toString();
    String last = account.address(new KeyPath(Branch.CHANGE, 5)).toString();
    String beyond = account.address(new KeyPath(Branch.CHANGE, 6)).toString();
    List<KeyRange> ranges =
        List.of(
            new KeyRange(account.extendedPublicKey(), 0, 5),
            new KeyRange(account.extendedPublicKey(), 1, 5));
    String txid = node.pay(Map.of(first, 70_000L, last, 80_000L, beyond, 90_000L));
    assertThat(rpc.scan(ranges))
        .isEqualTo(
            new CoinScan(rpc.chainInfo().headHeight(), rpc.chainInfo().headHash(), List.of()));

    node.mine(1);
    CoinScan scan = rpc.scan(ranges);

    assertThat(scan.height()).isEqualTo(rpc.chainInfo().headHeight());
    assertThat(scan.blockHash()).isEqualTo(rpc.chainInfo().headHash());
    assertThat(scan.coins())
        .hasSize(2)
        .allSatisfy(
            coin -> {
              assertThat(coin.outPoint().txid()).isEqualTo(txid);
              assertThat(coin.height()).isEqualTo(scan.height());
              assertThat(coin.coinbase()).isFalse();
              assertThat(coin.scriptHex())
                  .isEqualTo(rpc.unspentOutput(coin.outPoint(), false).orElseThrow().scriptHex());
            })
        .extracting(CoinScan.ScannedCoin::sats)
        .containsExactlyInAnyOrder(70_000L, 80_000L);
  }

  @Test
  void looksThroughWhatIsUnspentForOneAddress() {
    String ours = new TestKey().address();
    node.pay(ours, 70_000);
    assertThat(rpc.scan(ours).coins()).isEmpty();

    node.mine(1);
    node.pay(ours, 80_000);
    node.pay(new TestKey().address(), 90_000);
    node.mine(1);

    CoinScan scan = rpc.scan(ours);
    assertThat(scan.blockHash()).isEqualTo(rpc.chainInfo().headHash());
    assertThat(scan.coins())
        .extracting(CoinScan.ScannedCoin::sats)
        .containsExactlyInAnyOrder(70_000L, 80_000L);
    assertThatThrownBy(() -> rpc.scan("bcrt1qnone"))
        .isInstanceOfSatisfying(
            RpcError.class, e -> assertThat(e.code()).isEqualTo(RpcCodes.NOT_FOUND));
    rpc.abortScan();
  }

  @Test
  void refusesToLookForWhatIsNoKey() {
    assertThatThrownBy(() -> rpc.scan(List.of(new KeyRange("tpubNone", 0, 5))))
        .isInstanceOfSatisfying(
            RpcError.class, e -> assertThat(e.code()).isEqualTo(RpcCodes.NOT_FOUND));
    assertThat(
            node.raw("scantxoutset", "start", List.of(Map.of("desc", "rubbish")))
                .path("error")
                .path("code")
                .asInt())
        .isEqualTo(RpcCodes.NOT_FOUND);
    assertThat(node.raw("scantxoutset", "status").path("result").isNull()).isTrue();
    assertThat(node.raw("scantxoutset", "abort").path("result").asBoolean()).isFalse();
    assertThat(node.raw("scantxoutset", "begin").path("error").path("code").asInt())
        .isEqualTo(RpcCodes.INVALID_PARAMETER);
  }

  // ---- payments

  @Test
  void showsAPaymentWhileItWaitsAndAfterItIsMined() {
    String address = new TestKey().address();
    String txid = node.pay(address, 123_456_789);

    assertThat(rpc.mempool()).contains(txid);
    MempoolEntry entry = rpc.mempoolEntry(txid).orElseThrow();
    Transaction waiting = rpc.transaction(txid).orElseThrow();
    assertThat(entry.feeSats()).isPositive();
    assertThat(entry.virtualSize()).isEqualTo(waiting.virtualSize());
    assertThat(entry.replaceable()).isTrue();
    assertThat(waiting.blockHash()).isNull();
    Output output = paidTo(waiting, address);
    assertThat(output.sats()).isEqualTo(123_456_789);
    assertThat(output.scriptHex()).startsWith("0014").hasSize(44);

    node.mine(1);

    assertThat(rpc.mempool()).doesNotContain(txid);
    assertThat(rpc.mempoolEntry(txid)).isEmpty();
    Transaction mined = rpc.transaction(txid).orElseThrow();
    assertThat(mined.blockHash()).isEqualTo(rpc.chainInfo().headHash());
    assertThat(mined.outputs()).isEqualTo(waiting.outputs());
    assertThat(head().transactions()).contains(mined);
  }

  @Test
  void paysManyInOneTransaction() {
    String one = new TestKey().address();
    String other = new TestKey().address();
    String txid = node.pay(Map.of(one, 50_000L, other, 60_000L));

    Transaction waiting = rpc.transactions(List.of(NOWHERE, txid)).getFirst();
    assertThat(paidTo(waiting, one).sats()).isEqualTo(50_000);
    assertThat(paidTo(waiting, other).sats()).isEqualTo(60_000);
    assertThat(paidTo(waiting, one).index()).isNotEqualTo(paidTo(waiting, other).index());
    node.mine(1);
  }

  @Test
  void forgetsAPaymentThatWasReplaced() {
    String address = new TestKey().address();
    String first = node.pay(address, 70_000);
    String second = node.replace(first, address, 10_000);

    assertThat(rpc.mempool()).contains(second).doesNotContain(first);
    assertThat(rpc.transaction(first)).isEmpty();
    assertThat(rpc.mempoolEntry(first)).isEmpty();
    assertThat(rpc.transaction(second).orElseThrow().spends()).isNotEmpty();
    node.mine(1);
  }

  // ---- reorganisations

  @Test
  void makesBlocksOrphansAndTheirTransactionsWaitAgain() {
    node.mine(1);
    String txid = node.pay(new TestKey().address(), 80_000);
    node.mine(2);
    BlockHeader lost =
        rpc.blockHeader(rpc.blockHash(rpc.chainInfo().headHeight() - 1).orElseThrow())
            .orElseThrow();

    node.reorganise(2);

    assertThat(rpc.chainInfo().headHeight()).isEqualTo(lost.height() + 2);
    assertThat(rpc.blockHash(lost.height())).isPresent().get().isNotEqualTo(lost.hash());
    Block orphan = rpc.block(lost.hash()).orElseThrow();
    assertThat(orphan.header().onBestChain()).isFalse();
    assertThat(orphan.header().confirmations()).isEqualTo(-1);
    assertThat(orphan.transactions()).extracting(Transaction::txid).contains(txid);
    assertThat(rpc.mempool()).contains(txid);
    node.mine(1);
    assertThat(rpc.transaction(txid).orElseThrow().blockHash())
        .isEqualTo(rpc.chainInfo().headHash());
  }

  // ---- our own transactions

  @Test
  void takesTheSameBytesAgainWhileTheyWaitAndSaysWhenTheyAreMined() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);
    String raw = TestKey.hex(key.spend(coin, 100_000, key.address(), 50_000, FEE));
    assertThat(rpc.test(raw).allowed()).isTrue();

    String txid = rpc.send(raw);

    assertThat(rpc.send(raw)).isEqualTo(txid);
    assertThat(rpc.test(raw).refusal()).isEqualTo("txn-already-in-mempool");
    assertThat(rpc.unspentOutput(coin, true)).isEmpty();
    assertThat(rpc.unspentOutput(coin, false)).isPresent();
    assertThat(rpc.unspentOutput(new OutPoint(txid, 0), true).orElseThrow().confirmations())
        .isZero();
    node.mine(1);
    assertThat(codeOfSending(raw)).isEqualTo(RpcCodes.ALREADY_MINED);
    assertThat(rpc.test(raw).refusal()).isEqualTo("txn-already-known");
    assertThat(rpc.unspentOutput(coin, false)).isEmpty();
    assertThat(rpc.unspentOutput(new OutPoint(txid, 0), false).orElseThrow())
        .satisfies(
            unspent -> {
              assertThat(unspent.sats()).isEqualTo(50_000);
              assertThat(unspent.confirmations()).isEqualTo(1);
              assertThat(unspent.coinbase()).isFalse();
            });
  }

  @Test
  void refusesToSpendACoinThatABlockHasSpent() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);
    rpc.send(TestKey.hex(key.spend(coin, 100_000, key.address(), 40_000, FEE)));
    node.mine(1);

    String again = TestKey.hex(key.spend(coin, 100_000, key.address(), 41_000, 5 * FEE));

    assertThat(codeOfSending(again)).isEqualTo(RpcCodes.MISSING_INPUTS);
    assertThat(rpc.test(again).refusal()).isEqualTo("missing-inputs");
  }

  @Test
  void saysThatTheInputsAreGoneWhenAMinedTransactionsOutputsAreSpentToo() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);
    String raw = TestKey.hex(key.spend(coin, 100_000, key.address(), 99_000, FEE));
    String txid = rpc.send(raw);
    node.mine(1);
    rpc.send(TestKey.hex(key.spend(new OutPoint(txid, 0), 99_000, key.address(), 98_000, FEE)));
    node.mine(1);

    assertThat(codeOfSending(raw)).isEqualTo(RpcCodes.MISSING_INPUTS);
  }

  @Test
  void replacesAWaitingTransactionOnlyForMoreFee() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);
    String first = rpc.send(TestKey.hex(key.spend(coin, 100_000, key.address(), 50_000, FEE)));
    String sameFee = TestKey.hex(key.spend(coin, 100_000, key.address(), 51_000, FEE));
    String littleMore = TestKey.hex(key.spend(coin, 100_000, key.address(), 51_000, FEE + 10));
    String more = TestKey.hex(key.spend(coin, 100_000, key.address(), 51_000, 3 * FEE));

    assertThat(refusalOf(sameFee)).startsWith("insufficient fee");
    assertThat(refusalOf(littleMore)).startsWith("insufficient fee");
    assertThat(codeOfSending(littleMore)).isEqualTo(RpcCodes.REFUSED);
    assertThat(rpc.mempool()).contains(first);
    String second = rpc.send(more);
    assertThat(rpc.mempool()).contains(second).doesNotContain(first);
    node.mine(1);
  }

  @Test
  void dropsWhatDependsOnAReplacedTransaction() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);
    String parent = rpc.send(TestKey.hex(key.spend(coin, 100_000, key.address(), 90_000, FEE)));
    String child =
        rpc.send(
            TestKey.hex(
                key.spend(new OutPoint(parent, 0), 90_000, key.address(), 80_000, 2 * FEE)));
    assertThat(rpc.mempoolEntry(child).orElseThrow().dependsOn()).containsExactly(parent);
    String tooLittle = TestKey.hex(key.spend(coin, 100_000, key.address(), 50_000, 2 * FEE));
    assertThat(refusalOf(tooLittle)).startsWith("insufficient fee");

    String winner =
        rpc.send(TestKey.hex(key.spend(coin, 100_000, key.address(), 50_000, 10 * FEE)));

    assertThat(rpc.mempool()).contains(winner).doesNotContain(parent, child);
    node.mine(1);
  }

  @Test
  void refusesWhatPaysNoFeeOrMoreThanItHasOrDust() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);

    assertThat(refusalOf(TestKey.hex(key.spend(coin, 100_000, key.address(), 50_000, 0))))
        .startsWith("min relay fee not met");
    assertThat(refusalOf(TestKey.hex(key.spend(coin, 100_000, key.address(), 100_001, 0))))
        .startsWith("bad-txns-in-belowout");
    assertThat(refusalOf(TestKey.hex(key.spend(coin, 100_000, key.address(), 293, FEE))))
        .startsWith("dust");
    assertThat(rpc.test(TestKey.hex(key.spend(coin, 100_000, key.address(), 294, FEE))).allowed())
        .isTrue();
  }

  @Test
  void refusesASignatureOfAnotherKey() {
    TestKey key = new TestKey();
    OutPoint coin = minedCoin(key, 100_000);

    String forged =
        TestKey.hex(key.spend(new TestKey(), coin, 100_000, key.address(), 50_000, FEE));
    String stolen = TestKey.hex(new TestKey().spend(coin, 100_000, key.address(), 50_000, FEE));

    assertThat(refusalOf(forged)).contains("script-verify-flag-failed");
    assertThat(refusalOf(stolen)).contains("script-verify-flag-failed");
    assertThat(codeOfSending(forged)).isEqualTo(RpcCodes.REFUSED);
    assertThat(rpc.test(forged).refusal()).contains("script-verify-flag-failed");
  }

  @Test
  void refusesToSpendAFreshReward() {
    node.mine(1);
    Transaction coinbase = head().transactions().getFirst();
    TestKey key = new TestKey();
    OutPoint reward = new OutPoint(coinbase.txid(), 0);

    String early = TestKey.hex(key.spend(reward, 100_000, key.address(), 50_000, FEE));

    assertThat(rpc.unspentOutput(reward, false).orElseThrow().coinbase()).isTrue();
    assertThat(refusalOf(early)).startsWith("bad-txns-premature-spend-of-coinbase");
  }

  @Test
  void refusesBytesThatAreNoTransaction() {
    assertThat(codeOfSending("00")).isEqualTo(RpcCodes.DECODE_FAILED);
    assertThat(codeOfSending("nonsense")).isEqualTo(RpcCodes.DECODE_FAILED);
    TestKey key = new TestKey();
    String raw = TestKey.hex(key.spend(new OutPoint(NOWHERE, 1), 9_000, key.address(), 800, FEE));
    assertThat(codeOfSending(raw + "00")).isEqualTo(RpcCodes.DECODE_FAILED);
    assertThat(codeOfSending(raw)).isEqualTo(RpcCodes.MISSING_INPUTS);
  }

  @Test
  void cannotTellFeesOnAYoungChain() {
    assertThat(rpc.feeRate(6)).isEmpty();
  }

  // ---- the protocol

  @Test
  void answersWithTheStatusAndCodeOfEachMistake() {
    NodeEndpoint at = node.endpoint();

    assertThat(RawRpc.post(at, "{\"id\":1,\"method\":\"nosuch\"}").statusCode()).isEqualTo(404);
    assertThat(errorOf("nosuch")).isEqualTo(-32601);
    assertThat(RawRpc.post(at, "{broken").statusCode()).isEqualTo(500);
    assertThat(RawRpc.post(at, "{broken").body()).contains("-32700");
    assertThat(RawRpc.post(at, "[]").body()).isEqualToIgnoringWhitespace("[]");
    assertThat(RawRpc.post(at, "{\"id\":1}").body()).contains("-32600");
    assertThat(errorOf("getblockhash", 10_000_000)).isEqualTo(-8);
    assertThat(errorOf("getblockhash", -1)).isEqualTo(-8);
    assertThat(errorOf("getblockheader", "00")).isEqualTo(-8);
    assertThat(errorOf("getblockheader", NOWHERE)).isEqualTo(-5);
    assertThat(errorOf("getblock", NOWHERE, 2)).isEqualTo(-5);
    assertThat(errorOf("getblockhash", "one")).isEqualTo(-3);
    assertThat(errorOf("getblockhash")).isEqualTo(-1);
  }

  @Test
  void letsNobodyInWithoutItsPassword() {
    NodeEndpoint at = node.endpoint();
    BitcoinRpc stranger =
        new HttpBitcoinRpc(
            new NodeEndpoint(at.url(), new Credentials.UserPassword("somebody", "else")));

    assertThatThrownBy(stranger::chainInfo)
        .isInstanceOf(NodeUnreachable.class)
        .hasMessageContaining("credentials");
  }

  @Test
  void answersNothingWhileItStallsAndGoesOnAfterwards() {
    NodeEndpoint at = node.endpoint();
    BitcoinRpc impatient =
        new HttpBitcoinRpc(
            new NodeEndpoint(
                at.url(), at.credentials(), at.connectTimeout(), Duration.ofMillis(300), 1 << 20));
    node.stall();
    try {
      assertThatThrownBy(impatient::chainInfo).isInstanceOf(NodeTimedOut.class);
    } finally {
      node.resume();
    }

    assertThat(rpc.chainInfo().network()).isEqualTo("regtest");
  }

  // ---- helpers

  private Block head() {
    return rpc.block(rpc.chainInfo().headHash()).orElseThrow();
  }

  private static Output paidTo(Transaction transaction, String address) {
    return transaction.outputs().stream()
        .filter(output -> address.equals(output.address()))
        .findFirst()
        .orElseThrow();
  }

  private OutPoint minedCoin(TestKey key, long sats) {
    String txid = node.pay(key.address(), sats);
    OutPoint coin =
        new OutPoint(txid, paidTo(rpc.transaction(txid).orElseThrow(), key.address()).index());
    node.mine(1);
    return coin;
  }

  private int codeOfSending(String raw) {
    RpcError error = catchThrowableOfType(RpcError.class, () -> rpc.send(raw));
    assertThat(error).as("the node took it").isNotNull();
    return error.code();
  }

  /** What both ways of asking agree on. */
  private String refusalOf(String raw) {
    MempoolVerdict verdict = rpc.test(raw);
    RpcError error = catchThrowableOfType(RpcError.class, () -> rpc.send(raw));
    assertThat(verdict.allowed()).isFalse();
    assertThat(error).as("the node took it").isNotNull();
    assertThat(error.code()).isEqualTo(RpcCodes.REFUSED);
    assertThat(error).hasMessageContaining(verdict.refusal().split("[,(]", 2)[0].strip());
    return verdict.refusal();
  }

  private int errorOf(String method, Object... params) {
    JsonNode answer = node.raw(method, params);
    return answer.path("error").path("code").asInt();
  }
}
