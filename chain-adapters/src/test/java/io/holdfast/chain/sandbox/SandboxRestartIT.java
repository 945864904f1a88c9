package io.holdfast.chain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SandboxRestartIT {
  private final DataSource database = TestDatabase.create("rail").dataSource();

  @Test
  void comesBackWithItsChainItsOrphansAndWhatWaited() {
    String address = new TestKey().address();
    ChainInfo info;
    List<String> waiting;
    Block orphan;
    try (DrivenSandbox before = DrivenSandbox.start(database)) {
      before.pay(address, 1_000_000);
      before.mine(3);
      String lost = before.rpc().chainInfo().headHash();
      before.reorganise(2);
      before.replace(before.pay(address, 2_000_000), address, 3_000_000);
      before.pay(address, 4_000_000);
      info = before.rpc().chainInfo();
      waiting = before.rpc().mempool();
      orphan = before.rpc().block(lost).orElseThrow();
    }

    try (DrivenSandbox after = DrivenSandbox.start(database)) {
      assertThat(after.rpc().chainInfo()).isEqualTo(info);
      assertThat(after.rpc().mempool()).isEqualTo(waiting).hasSize(2);
      assertThat(after.rpc().block(orphan.header().hash())).contains(orphan);
      after.mine(1);
      assertThat(after.rpc().mempool()).isEmpty();
      assertThat(after.rpc().chainInfo().headHeight()).isEqualTo(info.headHeight() + 1);
      after.reorganise(5);
      assertThat(after.rpc().mempool()).contains(waiting.getLast());
    }
  }

  @Test
  void twoProgramsOnOneDatabaseDriveOneChain() {
    String address = new TestKey().address();
    try (DrivenSandbox one = DrivenSandbox.start(database);
        DrivenSandbox other = DrivenSandbox.start(database)) {
      String first = one.pay(address, 1_000_000);
      String second = other.pay(address, 2_000_000);
      assertThat(one.rpc().mempool()).containsExactly(first, second);

      one.mine(1);
      other.mine(1);

      assertThat(one.rpc().chainInfo()).isEqualTo(other.rpc().chainInfo());
      assertThat(one.rpc().chainInfo().headHeight()).isEqualTo(122);
      assertThat(one.rpc().mempool()).isEmpty();
    }
  }

  @Test
  void changesOfTwoProgramsAtTheSameTimeAllCount() {
    try (DrivenSandbox one = DrivenSandbox.start(database);
        DrivenSandbox other = DrivenSandbox.start(database)) {
      CompletableFuture<Void> mining = CompletableFuture.runAsync(() -> mineTenTimes(one));
      mineTenTimes(other);
      mining.join();

      assertThat(other.rpc().chainInfo().headHeight()).isEqualTo(140);
    }
  }

  private static void mineTenTimes(DrivenSandbox sandbox) {
    for (int i = 0; i < 10; i++) {
      sandbox.mine(1);
    }
  }
}
