package io.holdfast.chain.sandbox;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.bitcoinj.script.ScriptBuilder;
import tools.jackson.databind.JsonNode;

/** Which outputs {@code scantxoutset} is asked for. Other descriptors the sandbox does not know. */
sealed interface Descriptor {
  /** P2WPKH outputs to the keys of one branch, from index to index. */
  record Keys(String extendedKey, int branch, int first, int last) implements Descriptor {
    private static final Pattern FORM =
        Pattern.compile("wpkh\\(([1-9A-HJ-NP-Za-km-z]{100,120})/(\\d{1,9})/\\*\\)(#[0-9a-z]{8})?");

    /** Where a range is not said (Bitcoin Core's default). */
    private static final int DEFAULT_LAST = 1_000;

    private static final int LONGEST_RANGE = 1_000_000;

    private static Keys of(Matcher form, JsonNode range) {
      int first = range.isArray() ? range.path(0).asInt(-1) : 0;
      int last = range.isArray() ? range.path(1).asInt(-1) : range.asInt(DEFAULT_LAST);
      if (first < 0 || last < first || last - first >= LONGEST_RANGE) {
        throw new NodeRefusal(NodeRefusal.INVALID_PARAMETER, "Range is too large, or none");
      }
      return new Keys(form.group(1), Integer.parseInt(form.group(2)), first, last);
    }
  }

  /** Outputs to one address. */
  record OneAddress(String scriptHex) implements Descriptor {
    private static final Pattern FORM =
        Pattern.compile("addr\\(([0-9A-Za-z]{1,90})\\)(#[0-9a-z]{8})?");

    private static OneAddress of(String address) {
      try {
        return new OneAddress(
            HexFormat.of()
                .formatHex(
                    ScriptBuilder.createOutputScript(
                            AddressParser.getDefault(BitcoinNetwork.REGTEST).parseAddress(address))
                        .program()));
      } catch (AddressFormatException e) {
        throw new NodeRefusal(NodeRefusal.NOT_FOUND, "Address is not valid");
      }
    }
  }

  /**
   * @throws NodeRefusal where it is not one that the sandbox knows
   */
  static Descriptor parse(JsonNode wanted) {
    String text = wanted.isString() ? wanted.asString() : wanted.path("desc").asString("");
    Matcher keys = Keys.FORM.matcher(text);
    if (keys.matches()) {
      return Keys.of(keys, wanted.path("range"));
    }
    Matcher address = OneAddress.FORM.matcher(text);
    if (address.matches()) {
      return OneAddress.of(address.group(1));
    }
    throw new NodeRefusal(
        NodeRefusal.NOT_FOUND,
        "The sandbox scans for 'wpkh(<key>/<branch>/*)' and 'addr(<address>)' only");
  }
}
