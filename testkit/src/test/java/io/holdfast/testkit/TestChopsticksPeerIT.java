package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TestChopsticksPeerIT {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void makesBlocksTakesThemBackAndGivesMoney() {
    try (TestChopsticks node = TestChopsticks.start()) {
      long start = node.height();
      node.newBlocks(3);
      assertThat(node.height()).isEqualTo(start + 3);
      String lost = node.hash(start + 2);
      node.reorganise(2);
      assertThat(node.height()).isEqualTo(start + 4);
      assertThat(node.hash(start + 2)).isNotEqualTo(lost);

      node.setBalance(ALICE, BigInteger.TEN.pow(15));
      node.newBlocks(1);
      assertThat(node.call("system_accountNextIndex", ALICE).asInt()).isZero();
      assertThatThrownBy(() -> node.call("author_submitExtrinsic", "0x00"))
          .isInstanceOf(NodeRefused.class);
    }
  }
}
