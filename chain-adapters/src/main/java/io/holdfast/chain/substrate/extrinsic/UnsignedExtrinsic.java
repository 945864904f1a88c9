package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Blake2;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.util.HexFormat;
import java.util.List;

/**
 * All that decides the bytes of an extrinsic but for the key, so that it can be kept and signed
 * again to the same bytes, whatever runtime the chain has by then. In version 4 of the format.
 *
 * @param address of the sender, and all the following, encoded and in hex
 * @param scheme which of the runtime's kinds of signature is Ed25519
 * @param extra what the extensions add
 * @param implicit what is signed for the extensions and not sent
 * @param lastBlock the last height at which a block may hold it
 * @param swept the deposit accounts that it ends
 */
public record UnsignedExtrinsic(
    String address,
    int scheme,
    String call,
    String extra,
    String implicit,
    long lastBlock,
    List<Integer> swept) {
  private static final HexFormat HEX = HexFormat.of();
  private static final int VERSION = 4;
  private static final int SIGNED = 0x80;

  /** A longer message is hashed, and the hash is signed. */
  private static final int LONGEST_MESSAGE = 256;

  /**
   * @throws NotScale when this runtime wants something that we cannot make
   */
  public static UnsignedExtrinsic of(
      Call call, SigningContext context, Metadata runtime, AccountId sender) {
    if (runtime.extrinsic().version() != VERSION) {
      throw new NotScale("extrinsics of version " + runtime.extrinsic().version());
    }
    Extensions extensions = new Extensions(runtime, context);
    return new UnsignedExtrinsic(
        HEX.formatHex(Call.address(runtime, sender)),
        ed25519(runtime),
        HEX.formatHex(call.encoded(runtime)),
        HEX.formatHex(extensions.extra()),
        HEX.formatHex(extensions.implicit()),
        context.era().lastBlock(),
        call.swept());
  }

  private static int ed25519(Metadata runtime) {
    return runtime
        .types()
        .variants(runtime.extrinsic().signature())
        .named("Ed25519")
        .orElseThrow(() -> new NotScale("this runtime takes no Ed25519 signatures"))
        .index();
  }

  public SignedExtrinsic sign(AccountSigner signer) {
    byte[] message = HEX.parseHex(call + extra + implicit);
    byte[] signature =
        signer.sign(message.length > LONGEST_MESSAGE ? Blake2.hash256(message) : message);
    byte[] body =
        new ScaleWriter()
            .u8(SIGNED | VERSION)
            .raw(HEX.parseHex(address))
            .u8(scheme)
            .raw(signature)
            .raw(HEX.parseHex(extra))
            .raw(HEX.parseHex(call))
            .toBytes();
    byte[] bytes = new ScaleWriter().byteVector(body).toBytes();
    return new SignedExtrinsic("0x" + HEX.formatHex(bytes), Extrinsic.hash(bytes));
  }

  /** As it is kept. */
  public String toHex() {
    ScaleWriter out =
        new ScaleWriter()
            .byteVector(HEX.parseHex(address))
            .u8(scheme)
            .byteVector(HEX.parseHex(call))
            .byteVector(HEX.parseHex(extra))
            .byteVector(HEX.parseHex(implicit))
            .compact(lastBlock)
            .compact(swept.size());
    swept.forEach(out::compact);
    return HEX.formatHex(out.toBytes());
  }

  /** Reads what {@link #toHex} wrote. */
  public static UnsignedExtrinsic fromHex(String hex) {
    ScaleReader in = new ScaleReader(HEX.parseHex(hex));
    return new UnsignedExtrinsic(
        HEX.formatHex(in.byteVector()),
        in.u8(),
        HEX.formatHex(in.byteVector()),
        HEX.formatHex(in.byteVector()),
        HEX.formatHex(in.byteVector()),
        in.compact().longValueExact(),
        in.vector(ScaleReader::compactInt));
  }
}
