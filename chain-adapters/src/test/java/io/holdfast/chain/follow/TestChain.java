package io.holdfast.chain.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An immutable branch of a made-up chain, served as a node would. Block 0 stands at index 0. */
public record TestChain(List<Header> blocks) implements NodeChain {
  public TestChain {
    blocks = List.copyOf(blocks);
  }

  public static TestChain genesisOnly(String name) {
    return new TestChain(List.of(new Header(0, name + "-0", "nothing")));
  }

  /** This branch with so many blocks more; the name tells branches apart. */
  public TestChain mine(int count, String name) {
    List<Header> longer = new ArrayList<>(blocks);
    for (int i = 0; i < count; i++) {
      Header tip = longer.getLast();
      longer.add(new Header(tip.height() + 1, name + "-" + (tip.height() + 1), tip.hash()));
    }
    return new TestChain(longer);
  }

  /** This branch without its newest blocks; block 0 always stays. */
  public TestChain without(int newest) {
    return new TestChain(blocks.subList(0, Math.max(1, blocks.size() - newest)));
  }

  @Override
  public String genesis() {
    return blocks.getFirst().hash();
  }

  @Override
  public long headHeight() {
    return blocks.size() - 1L;
  }

  @Override
  public Optional<Header> at(long height) {
    return height < 0 || height >= blocks.size()
        ? Optional.empty()
        : Optional.of(blocks.get((int) height));
  }
}
