package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.address.Blake2;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.util.HexFormat;
import java.util.List;

/**
 * The head of a block. All hashes are 0x and 64 digits.
 *
 * @param digest what the block's author said beside, each encoded, in hex
 */
public record BlockHeader(
    long height, String parentHash, String stateRoot, String extrinsicsRoot, List<String> digest) {

  /** By which everybody names the block: the Blake2 hash of this header. */
  public String hash() {
    ScaleWriter bytes =
        new ScaleWriter()
            .raw(Hex.bytes(parentHash))
            .compact(height)
            .raw(Hex.bytes(stateRoot))
            .raw(Hex.bytes(extrinsicsRoot))
            .compact(digest.size());
    digest.forEach(item -> bytes.raw(Hex.bytes(item)));
    return "0x" + HexFormat.of().formatHex(Blake2.hash256(bytes.toBytes()));
  }

  /** The first block may be named in another way: nothing stands below it that could be changed. */
  BlockHeader requireNamed(String hash) {
    if (height > 0 && !hash.equals(hash())) {
      throw new NodeAnsweredRubbish("a header that is not the one asked for");
    }
    return this;
  }
}
