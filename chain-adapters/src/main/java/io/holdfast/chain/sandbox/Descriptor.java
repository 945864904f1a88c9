package io.holdfast.chain.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * P2WPKH outputs to the keys of one branch, from index to index, as {@code scantxoutset} is asked
 * for them. Other descriptors the sandbox does not know.
 *
 * @param extendedKey an extended public key as BIP-32 spells it
 */
record Descriptor(String extendedKey, int branch, int first, int last) {
  private static final Pattern RANGED_WPKH =
      Pattern.compile("wpkh\\(([1-9A-HJ-NP-Za-km-z]{100,120})/(\\d{1,9})/\\*\\)(#[0-9a-z]{8})?");

  /** Where a range is not said (Bitcoin Core's default). */
  private static final int DEFAULT_LAST = 1_000;

  private static final int LONGEST_RANGE = 1_000_000;

  /**
   * @throws NodeRefusal where it is not one that the sandbox knows
   */
  static Descriptor parse(JsonNode wanted) {
    String text = wanted.isString() ? wanted.asString() : wanted.path("desc").asString("");
    Matcher form = RANGED_WPKH.matcher(text);
    if (!form.matches()) {
      throw new NodeRefusal(
          NodeRefusal.NOT_FOUND, "The sandbox scans for 'wpkh(<key>/<branch>/*)' only");
    }
    JsonNode range = wanted.path("range");
    int first = range.isArray() ? range.path(0).asInt(-1) : 0;
    int last = range.isArray() ? range.path(1).asInt(-1) : range.asInt(DEFAULT_LAST);
    if (first < 0 || last < first || last - first >= LONGEST_RANGE) {
      throw new NodeRefusal(NodeRefusal.INVALID_PARAMETER, "Range is too large, or none");
    }
    return new Descriptor(form.group(1), Integer.parseInt(form.group(2)), first, last);
  }
}
