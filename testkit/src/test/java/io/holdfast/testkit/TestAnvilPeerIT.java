package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TestAnvilPeerIT {
  private static final BigInteger WEI = BigInteger.valueOf(12_345);
  private static final String NOBODY = "0x00000000000000000000000000000000000000aa";

  @Test
  void minesOnlyWhenItIsTold() {
    try (TestAnvil node = TestAnvil.start()) {
      node.pay(NOBODY, WEI);
      assertThat(node.balance(NOBODY)).isZero();

      node.mine(1);

      assertThat(node.balance(NOBODY)).isEqualTo(WEI);
      assertThat(node.height()).isOne();
    }
  }

  @Test
  void exchangesBlocksAndTakesThemAway() {
    try (TestAnvil node = TestAnvil.start()) {
      node.mine(3);
      node.pay(NOBODY, WEI);
      node.mine(1);
      String lost = node.hash(4);
      String kept = node.hash(2);

      node.reorganise(2);

      assertThat(node.height()).isEqualTo(4);
      assertThat(node.hash(4)).isNotEqualTo(lost);
      assertThat(node.hash(2)).isEqualTo(kept);
      assertThat(node.balance(NOBODY)).isZero();
      node.rollBack(2);
      assertThat(node.height()).isEqualTo(2);
    }
  }

  @Test
  void finalizesFourBelowTheHead() {
    try (TestAnvil node = TestAnvil.start()) {
      node.mine(10);

      assertThat(node.call("eth_getBlockByNumber", "finalized", false).get("number").asString())
          .isEqualTo("0x6");
    }
  }
}
