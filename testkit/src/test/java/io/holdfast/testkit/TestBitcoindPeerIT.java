package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class TestBitcoindPeerIT {
  @Test
  void paysReplacesAndMines() {
    try (TestBitcoind node = TestBitcoind.startFunded()) {
      String address = node.newAddress();
      String first = node.pay(address, 123_456_789);
      String second = node.replace(first, address, 1_000);
      String third = node.pay(address, 5_000);
      String bumped = node.bumpFee(third);

      assertThat(node.call("getrawmempool").toString()).contains(second, bumped);
      assertThat(node.call("getrawmempool").toString()).doesNotContain(first, third);
      node.mine(1);
      assertThat(node.call("getrawmempool")).isEmpty();
      node.reorganise(1);
      assertThat(node.call("getrawmempool")).hasSize(2);
    }
  }

  @Test
  void twoNodesDisagreeWhileTheyAreCutOff() {
    try (TestBitcoind one = TestBitcoind.startFunded();
        TestBitcoind other = TestBitcoind.start()) {
      other.connect(one);
      other.setNetworkActive(false);
      one.mine(2);
      other.mine(4);
      String winner = other.headHash();

      other.setNetworkActive(true);
      other.connect(one);

      assertThat(one.headHash()).isEqualTo(winner);
    }
  }

  @Test
  void diesAndComesBack() {
    try (TestBitcoind node = TestBitcoind.startFunded()) {
      node.kill();
      assertThatThrownBy(node::headHash).isInstanceOf(UncheckedIOException.class);

      node.restart();
      node.mine(1);

      assertThat(node.height()).isPositive();
    }
  }
}
