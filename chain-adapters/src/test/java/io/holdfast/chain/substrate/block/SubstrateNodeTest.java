package io.holdfast.chain.substrate.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.Vectors;
import io.holdfast.chain.substrate.rpc.BlockHeader;
import io.holdfast.chain.substrate.rpc.RawBlock;
import io.holdfast.chain.substrate.rpc.RuntimeVersion;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SubstrateNodeTest {
  private static final String ZEROES = "0x" + "00".repeat(32);
  private static final BlockHeader PARENT = new BlockHeader(8, ZEROES, ZEROES, ZEROES, List.of());
  private static final BlockHeader UPGRADE =
      new BlockHeader(9, PARENT.hash(), ZEROES, ZEROES, List.of());
  private static final Header ASKED = new Header(9, UPGRADE.hash(), PARENT.hash());

  private final MadeUpRpc rpc = new MadeUpRpc();

  @Test
  void readsABlockThatExchangesTheRuntimeByTheOldOne() {
    SubstrateBlock block = look("").block(ASKED);

    assertThat(block.minedAtMillis()).isEqualTo(1_700_000_000_000L);
    assertThat(block.events().unreadable()).isNull();
    assertThat(block.events().events()).hasSize(7);
    assertThat(block.extrinsics())
        .extracting(each -> each.content() == null ? "?" : each.content().pallet())
        .containsExactly("Timestamp", "?");
  }

  @Test
  void asksForEachRuntimeOnce() {
    Runtimes runtimes = new Runtimes(rpc);
    runtimes.after(PARENT.hash());
    runtimes.after(PARENT.hash());
    assertThat(runtimes.after(UPGRADE.hash()).version().specVersion()).isEqualTo(2);
    assertThat(rpc.metadataAsked).isEqualTo(2);
  }

  @Test
  void refusesABlockThatIsNotTheOneAskedForOrHidesItsTime() {
    SubstrateNode node = look("");
    assertThatThrownBy(() -> node.block(new Header(8, UPGRADE.hash(), PARENT.hash())))
        .isInstanceOf(NodeAnsweredRubbish.class);
    assertThatThrownBy(() -> node.block(new Header(9, PARENT.hash(), PARENT.hash())))
        .isInstanceOf(NodeAnsweredRubbish.class);
    rpc.extrinsics = List.of();
    assertThatThrownBy(() -> node.block(ASKED))
        .isInstanceOf(NodeAnsweredRubbish.class)
        .hasMessageContaining("time");
  }

  @Test
  void refusesAnotherChain() {
    assertThat(look("").refusal()).isEmpty();
    assertThat(look(ZEROES).refusal()).isEmpty();
    assertThat(look(PARENT.hash()).refusal()).isPresent();
  }

  @Test
  void takesTheChainsWordForWhatIsFinalLessTheMargin() {
    assertThat(look("").finalizedHeight()).hasValue(8);
    assertThat(SubstrateNode.look(rpc, new Runtimes(rpc), "", 3).finalizedHeight()).hasValue(5);
    assertThat(look("").headHeight()).isEqualTo(9);
    assertThat(look("").at(10)).isEmpty();
    assertThat(look("").at(9)).contains(ASKED);
  }

  private SubstrateNode look(String genesis) {
    return SubstrateNode.look(rpc, new Runtimes(rpc), genesis, 0);
  }

  /** Two blocks, between which the runtime is exchanged for quite another one. */
  private static final class MadeUpRpc implements SubstrateRpc {
    private int metadataAsked;
    private List<byte[]> extrinsics = List.of(clock(), new byte[] {4, 1});

    private static byte[] clock() {
      byte[] body =
          new ScaleWriter()
              .u8(4)
              .raw(Vectors.runtime("polkadot").callIndex("Timestamp", "set"))
              .compact(1_700_000_000_000L)
              .toBytes();
      return new ScaleWriter().byteVector(body).toBytes();
    }

    @Override
    public BlockHeader head() {
      return UPGRADE;
    }

    @Override
    public BlockHeader finalizedHead() {
      return PARENT;
    }

    @Override
    public Optional<String> blockHash(long height) {
      return Optional.of(height == 9 ? UPGRADE.hash() : height == 8 ? PARENT.hash() : ZEROES);
    }

    @Override
    public Optional<BlockHeader> header(String hash) {
      return hash.equals(UPGRADE.hash()) ? Optional.of(UPGRADE) : Optional.of(PARENT);
    }

    @Override
    public Optional<RawBlock> block(String hash) {
      return header(hash).map(header -> new RawBlock(header, extrinsics));
    }

    @Override
    public RuntimeVersion runtimeVersion(String atHash) {
      return new RuntimeVersion("made-up", atHash.equals(UPGRADE.hash()) ? 2 : 1, 1);
    }

    @Override
    public byte[] metadata(String atHash) {
      metadataAsked++;
      return Vectors.metadata(
          atHash.equals(UPGRADE.hash()) ? "substrate-contracts-node" : "polkadot");
    }

    @Override
    public Optional<byte[]> storage(byte[] key, String atHash) {
      for (JsonNode vector : Vectors.ALL.get("events")) {
        if (Objects.equals(vector.get("runtime").asString(), "polkadot")) {
          return Optional.of(Vectors.bytes(vector.get("hex").asString()));
        }
      }
      return Optional.empty();
    }

    @Override
    public BigInteger fee(String extrinsicHex, String atHash) {
      return BigInteger.ONE;
    }

    @Override
    public String submit(String extrinsicHex) {
      return ZEROES;
    }

    @Override
    public List<byte[]> waiting() {
      return List.of();
    }
  }
}
