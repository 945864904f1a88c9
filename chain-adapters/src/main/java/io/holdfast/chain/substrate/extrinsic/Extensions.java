package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.runtime.ExtrinsicFormat.Extension;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * What the extensions of a runtime want in and beside an extrinsic, in the order in which the
 * runtime names them. One that we do not know is passed over only when it wants no bytes; otherwise
 * we sign nothing.
 */
final class Extensions {
  private final Metadata runtime;
  private final SigningContext context;

  Extensions(Metadata runtime, SigningContext context) {
    this.runtime = runtime;
    this.context = context;
  }

  /** What they add to the extrinsic. */
  byte[] extra() {
    ScaleWriter bytes = new ScaleWriter();
    runtime.extrinsic().extensions().forEach(extension -> extra(extension, bytes));
    return bytes.toBytes();
  }

  /** What is signed with it and not sent. */
  byte[] implicit() {
    ScaleWriter bytes = new ScaleWriter();
    runtime.extrinsic().extensions().forEach(extension -> implicit(extension, bytes));
    return bytes.toBytes();
  }

  private void extra(Extension extension, ScaleWriter out) {
    switch (extension.name()) {
      case "CheckMortality", "CheckEra" -> out.raw(context.era().encoded());
      case "CheckNonce" -> out.compact(context.nonce());
      case "ChargeTransactionPayment" -> out.compact(context.tip());
      case "ChargeAssetTxPayment" -> out.compact(context.tip()).bool(false); // in the native asset
      case "CheckMetadataHash" -> out.u8(0); // switched off: no hash is signed
      default -> requireEmpty(extension, extension.extra());
    }
  }

  private void implicit(Extension extension, ScaleWriter out) {
    switch (extension.name()) {
      case "CheckSpecVersion" -> out.unsigned(BigInteger.valueOf(context.specVersion()), 4);
      case "CheckTxVersion" -> out.unsigned(BigInteger.valueOf(context.transactionVersion()), 4);
      case "CheckGenesis" -> out.raw(hash(context.genesisHash()));
      case "CheckMortality", "CheckEra" -> out.raw(hash(context.birthHash()));
      case "CheckMetadataHash" -> out.bool(false);
      default -> requireEmpty(extension, extension.implicit());
    }
  }

  private void requireEmpty(Extension extension, int type) {
    if (!runtime.types().isEmpty(type)) {
      throw new NotScale("this runtime wants what we do not know of: " + extension.name());
    }
  }

  private static byte[] hash(String hex) {
    return HexFormat.of().parseHex(hex.substring(2));
  }
}
