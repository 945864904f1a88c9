package io.holdfast.chain.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.rpc.NodeTimedOut;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnyNodeTest {
  private static final BlockRef BLOCK = new BlockRef(7, "h7");
  private static final List<Holding> OURS =
      List.of(new Holding("a", BigInteger.ONE, "address", 5L));
  private static final Holdings KNOWS = _ -> Optional.of(OURS);
  private static final Holdings ELSEWHERE = _ -> Optional.empty();
  private static final Holdings HANGS =
      _ -> {
        throw new NodeTimedOut("no answer in this test");
      };

  @Test
  void takesTheWordOfTheFirstNodeThatStandsOnTheBlock() {
    assertThat(at(HANGS, ELSEWHERE, KNOWS, HANGS)).contains(OURS);
  }

  @Test
  void knowsNothingWhereEveryNodeStandsElsewhere() {
    assertThat(at(ELSEWHERE, ELSEWHERE)).isEmpty();
  }

  @Test
  void failsWhereANodeFailedAndNoOtherTold() {
    assertThatThrownBy(() -> at(HANGS, ELSEWHERE)).isInstanceOf(NodeTimedOut.class);
  }

  private static Optional<List<Holding>> at(Holdings... nodes) {
    return new AnyNode(List.of(nodes)).at(BLOCK);
  }
}
