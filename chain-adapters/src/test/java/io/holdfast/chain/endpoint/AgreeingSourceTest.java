package io.holdfast.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Two of three must agree. */
class AgreeingSourceTest {
  private final TestChain ten = TestChain.genesisOnly("main").mine(10, "main");
  private final TestChain lie = ten.without(1).mine(30, "lie");

  @Test
  void outvotesANodeOfAnotherBranch() {
    ChainNode<String> node = look(serving(lie), serving(ten), serving(ten));

    assertThat(node.headHeight()).isEqualTo(10);
    assertThat(node.at(10)).contains(ten.blocks().getLast());
    assertThat(node.block(ten.blocks().getLast())).isEqualTo("main-10");
  }

  @Test
  void believesNoHeadThatOneNodeAloneHasReached() {
    assertThat(look(serving(ten), serving(ten.without(3)), serving(lie)).headHeight())
        .isEqualTo(10);
    assertThat(look(serving(ten.without(5)), serving(ten.without(3)), serving(ten)).headHeight())
        .isEqualTo(7);
  }

  @Test
  void hasNoBlockWhereNoTwoAgree() {
    TestChain third = ten.without(1).mine(1, "third");

    assertThat(look(serving(lie), serving(third), serving(ten)).at(10)).isEmpty();
  }

  @Test
  void believesAFinalHeightThatTwoHaveReached() {
    assertThat(
            look(new Voice(ten, 9, 0), new Voice(ten, 4, 0), new Voice(ten, 6, 0))
                .finalizedHeight())
        .hasValue(6);
    assertThat(look(new Voice(ten, 9, 0), serving(ten), serving(ten)).finalizedHeight()).isEmpty();
  }

  @Test
  void takesABlockFromWhoeverStillKeepsIt() {
    assertThat(look(new Voice(ten, -1, 8), new Voice(ten, -1, 5), down()).keptFrom()).isEqualTo(5);
  }

  @Test
  void goesOnWithoutANodeThatIsDown() {
    assertThat(look(down(), serving(ten), serving(ten)).headHeight()).isEqualTo(10);
  }

  @Test
  void standsStillWhenTooFewAreLeft() {
    AgreeingSource<String> source = new AgreeingSource<>(List.of(down(), serving(ten), down()), 2);

    assertThatThrownBy(source::look)
        .isInstanceOf(NodeUnreachable.class)
        .hasMessage("1 of 3 endpoints answer, 2 must agree");
  }

  @Test
  void standsStillWhenTheyAreOfDifferentChains() {
    ChainNode<String> node =
        look(serving(TestChain.genesisOnly("a")), serving(TestChain.genesisOnly("b")), down());

    assertThatThrownBy(node::genesis).isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void refusesAnAgreementThatTwoGroupsCouldReachAtOnce() {
    assertThatThrownBy(() -> new AgreeingSource<>(List.of(down(), down(), down(), down()), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ChainSource<String> down() {
    return () -> {
      throw new NodeUnreachable("down");
    };
  }

  private static ChainNode<String> look(
      ChainSource<String> first, ChainSource<String> second, ChainSource<String> third) {
    return new AgreeingSource<>(List.of(first, second, third), 2).look();
  }

  private static Voice serving(TestChain chain) {
    return new Voice(chain, -1, 0);
  }

  private record Voice(TestChain chain, long finalized, long keptFrom)
      implements ChainNode<String>, ChainSource<String> {
    @Override
    public ChainNode<String> look() {
      return this;
    }

    @Override
    public String block(Header header) {
      return chain.blocks().stream()
          .filter(header::equals)
          .map(Header::hash)
          .findFirst()
          .orElseThrow(() -> new NodeAnsweredRubbish("unknown"));
    }

    @Override
    public OptionalLong finalizedHeight() {
      return finalized < 0 ? OptionalLong.empty() : OptionalLong.of(finalized);
    }

    @Override
    public String genesis() {
      return chain.genesis();
    }

    @Override
    public long headHeight() {
      return chain.headHeight();
    }

    @Override
    public Optional<Header> at(long height) {
      return chain.at(height);
    }
  }
}
