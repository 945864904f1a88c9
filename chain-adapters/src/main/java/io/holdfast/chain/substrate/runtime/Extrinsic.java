package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Blake2;
import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.Value;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A call in a block, with who made it.
 *
 * @param sender null where nobody signed, or where the signer is no plain account
 * @param arguments of the call, by name
 */
public record Extrinsic(@Nullable Sender sender, String pallet, String call, Value arguments) {
  /**
   * Who signed.
   *
   * @param nonce how many extrinsics the account sent before this one
   */
  public record Sender(AccountId account, BigInteger nonce) {}

  private static final int SIGNED = 0x80;
  private static final int VERSION_BITS = 0x3f;
  private static final int LEGACY = 4;
  private static final int BARE_5 = 5;

  /** By which a node names an extrinsic: the hash of all its bytes, its length before them. */
  public static String hash(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(Blake2.hash256(bytes));
  }

  /**
   * @param bytes as a block holds them, their number before them
   * @throws NotScale when it is none of this runtime, or of a kind we do not read
   */
  public static Extrinsic read(Metadata metadata, byte[] bytes) {
    ScaleReader in = new ScaleReader(bytes);
    in.count();
    int kind = in.u8();
    boolean signed = (kind & SIGNED) != 0;
    int version = kind & VERSION_BITS;
    if (version != LEGACY && (signed || kind != BARE_5)) {
      throw new NotScale("an extrinsic of kind " + kind);
    }
    Sender sender = signed ? sender(metadata, in) : null;
    Value.Choice pallet = metadata.values().read(metadata.extrinsic().call(), in).choice();
    Value.Choice call = pallet.fields().values().getFirst().choice();
    return new Extrinsic(sender, pallet.variant(), call.variant(), call.fields());
  }

  private static @Nullable Sender sender(Metadata metadata, ScaleReader in) {
    AccountId account = account(metadata.values().read(metadata.extrinsic().address(), in));
    metadata.values().read(metadata.extrinsic().signature(), in);
    BigInteger nonce = BigInteger.ZERO;
    for (ExtrinsicFormat.Extension extension : metadata.extrinsic().extensions()) {
      Value extra = metadata.values().read(extension.extra(), in);
      if (extension.name().equals("CheckNonce")) {
        nonce = extra.number();
      }
    }
    return account == null ? null : new Sender(account, nonce);
  }

  /** A {@code MultiAddress}, or on older chains the account itself. */
  private static @Nullable AccountId account(Value address) {
    return switch (address) {
      case Value.Bytes(String hex) when hex.length() == 2 * AccountId.BYTES -> new AccountId(hex);
      case Value.Choice(String variant, Value.Fields fields) when variant.equals("Id") ->
          account(fields.values().getFirst());
      default -> null;
    };
  }
}
