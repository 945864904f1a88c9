package io.holdfast.chain.stellar.xdr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** An asset of the classic ledger: lumens, or what an account issues under a code. */
public sealed interface ClassicAsset {
  record Native() implements ClassicAsset {}

  /**
   * @param code 1 to 12 letters and digits
   */
  record Issued(String code, ScAddress.Account issuer) implements ClassicAsset {
    private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9]{1,12}");

    public Issued {
      if (!CODE.matcher(code).matches()) {
        throw new XdrException("an asset's code has 1 to 12 letters and digits");
      }
    }
  }

  /**
   * Reads {@code native} or {@code CODE:GISSUER} (SEP-11).
   *
   * @throws XdrException when it is neither
   */
  static ClassicAsset parse(String text) {
    if (text.equals("native")) {
      return new Native();
    }
    int colon = text.indexOf(':');
    if (colon > 0 && StrKey.decode(text.substring(colon + 1)) instanceof ScAddress.Account issuer) {
      return new Issued(text.substring(0, colon), issuer);
    }
    throw new XdrException("an asset is written native or CODE:GISSUER");
  }

  /** The spelling of SEP-11. */
  default String text() {
    return switch (this) {
      case Native() -> "native";
      case Issued(String code, ScAddress.Account issuer) -> code + ":" + StrKey.encode(issuer);
    };
  }

  static ClassicAsset read(XdrReader from) {
    int type = from.int32();
    return switch (type) {
      case 0 -> new Native();
      case 1 -> issued(from, 4);
      case 2 -> issued(from, 12);
      default -> throw new XdrException("asset type " + type + " is not spoken here");
    };
  }

  private static ClassicAsset issued(XdrReader from, int width) {
    String padded = new String(from.fixed(width).toArray(), StandardCharsets.ISO_8859_1);
    int end = padded.indexOf('\0');
    String code = end < 0 ? padded : padded.substring(0, end);
    if (end >= 0 && padded.substring(end).chars().anyMatch(c -> c != 0)) {
      throw new XdrException("an asset's code that goes on after its end");
    }
    if (width == 12 && code.length() <= 4) {
      throw new XdrException("a short asset code in its long spelling");
    }
    from.require(0, "key type");
    return new Issued(code, new ScAddress.Account(from.fixed(ScAddress.HASH_BYTES)));
  }

  default void write(XdrWriter to) {
    switch (this) {
      case Native() -> to.int32(0);
      case Issued(String code, ScAddress.Account issuer) -> {
        int width = code.length() <= 4 ? 4 : 12;
        to.int32(width == 4 ? 1 : 2);
        to.fixed(Octets.of(Arrays.copyOf(code.getBytes(StandardCharsets.US_ASCII), width)));
        to.int32(0);
        to.fixed(issuer.key());
      }
    }
  }
}
