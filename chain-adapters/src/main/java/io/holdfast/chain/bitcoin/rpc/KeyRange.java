package io.holdfast.chain.bitcoin.rpc;

/**
 * P2WPKH outputs to the first keys of one branch of an account, from index 0.
 *
 * @param extendedPublicKey of the account, as BIP-32 spells it
 * @param last the greatest index
 */
public record KeyRange(String extendedPublicKey, int branch, int last) {
  /** As Bitcoin Core's descriptors (BIP-380, BIP-382) write it. */
  String descriptor() {
    return "wpkh(" + extendedPublicKey + "/" + branch + "/*)";
  }
}
