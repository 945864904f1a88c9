package io.holdfast.chain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real bitcoind is shown the sandbox's own chain: it must take it, and see the same in it. */
class SandboxDriftPeerIT {
  private final DrivenBitcoind real = DrivenBitcoind.empty();
  private final DrivenSandbox simulated = DrivenSandbox.start();

  @AfterEach
  void stop() {
    real.close();
    simulated.close();
  }

  @Test
  void aRealNodeTakesEveryBlockAndEveryWaitingTransactionAndSaysTheSameOfThem() {
    String first = simulated.pay(new TestKey().address(), 1_234_567);
    simulated.mine(2);
    String second = simulated.pay(new TestKey().address(), 50_000);
    simulated.replace(second, new TestKey().address(), 60_000);
    simulated.mine(1);
    simulated.reorganise(3);
    simulated.pay(new TestKey().address(), 70_000);

    hand();

    assertThat(real.rpc().chainInfo().headHash()).isEqualTo(simulated.rpc().chainInfo().headHash());
    for (MinedBlock each : mined()) {
      Block block = simulated.rpc().block(each.hash()).orElseThrow();
      BlockHeader header = block.header();
      Block known = real.rpc().block(each.hash()).orElseThrow();
      assertThat(known.transactions()).isEqualTo(block.transactions());
      assertThat(known.header()).isEqualTo(header);
    }
    assertThat(real.rpc().mempool()).contains(first);
    assertThat(real.rpc().mempool()).containsExactlyInAnyOrderElementsOf(simulated.rpc().mempool());
  }

  @Test
  void everyFieldOfItsAnswersIsOneOfARealNodesAndOfTheSameType() {
    simulated.pay(new TestKey().address(), 1_234_567);
    simulated.mine(1);
    String waiting = simulated.pay(new TestKey().address(), 50_000);
    hand();
    String head = simulated.rpc().chainInfo().headHash();
    String parent = simulated.rpc().blockHash(120).orElseThrow();
    String mined = simulated.rpc().block(head).orElseThrow().transactions().getLast().txid();
    String reward = simulated.rpc().block(head).orElseThrow().transactions().getFirst().txid();

    assertSameShape("getblockchaininfo");
    assertSameShape("getblockheader", head);
    assertSameShape("getblockheader", parent);
    assertSameShape("getblock", head);
    assertSameShape("getblock", head, 0);
    assertSameShape("getblock", head, 1);
    assertSameShape("getblock", head, 2);
    assertSameShape("getblock", parent, 2);
    assertSameShape("getrawmempool");
    assertSameShape("getmempoolentry", waiting);
    assertSameShape("getrawtransaction", waiting, true);
    assertSameShape("getrawtransaction", waiting);
    assertSameShape("getrawtransaction", mined, true);
    assertSameShape("getrawtransaction", reward, 1);
    assertSameShape("gettxout", waiting, 0);
    assertSameShape("gettxout", reward, 0, false);
    assertSameShape("gettxout", reward, 7);
    assertSameShape("estimatesmartfee", 6);
    assertSameShape("nosuch");
  }

  private void hand() {
    for (MinedBlock block : mined().subList(1, mined().size())) {
      JsonNode verdict = real.raw("submitblock", java.util.HexFormat.of().formatHex(block.bytes()));
      assertThat(verdict.path("error").isNull()).as(verdict.toString()).isTrue();
      assertThat(verdict.path("result").asString("")).isIn("", "inconclusive");
    }
    for (String txid : simulated.rpc().mempool()) {
      String raw = simulated.raw("getrawtransaction", txid).path("result").asString();
      assertThat(real.raw("sendrawtransaction", raw).path("result").asString()).isEqualTo(txid);
    }
  }

  private List<MinedBlock> mined() {
    return simulated.sandbox().allBlocks();
  }

  private void assertSameShape(String method, Object... params) {
    JsonNode ours = simulated.raw(method, params);
    JsonNode theirs = real.raw(method, params);
    assertWithin(method, ours, theirs);
  }

  private static void assertWithin(String path, JsonNode ours, JsonNode theirs) {
    assertThat(ours.getNodeType()).as(path).isEqualTo(theirs.getNodeType());
    if (ours.isObject()) {
      for (String name : ours.propertyNames()) {
        assertThat(theirs.has(name)).as(path + "." + name + " is bitcoind's").isTrue();
        assertWithin(path + "." + name, ours.get(name), theirs.get(name));
      }
    } else if (ours.isArray() && !ours.isEmpty() && !theirs.isEmpty()) {
      assertWithin(path + "[0]", ours.get(0), theirs.get(0));
    }
  }
}
