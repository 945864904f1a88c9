package io.holdfast.chain.stellar.xdr;

import java.nio.charset.StandardCharsets;

/**
 * A Stellar network. All that is signed, and the addresses of its assets' contracts, depend on its
 * passphrase, so that nothing made for one network is valid on another.
 */
public record Network(String passphrase) {
  public static final Network MAINNET =
      new Network("Public Global Stellar Network ; September 2015");
  public static final Network TESTNET = new Network("Test SDF Network ; September 2015");

  private static final int ENVELOPE_TYPE_TX = 2;
  private static final int ENVELOPE_TYPE_CONTRACT_ID = 8;
  private static final int FROM_ASSET = 1;

  /** SHA-256 of the passphrase. */
  public Octets id() {
    return Octets.sha256(Octets.of(passphrase.getBytes(StandardCharsets.UTF_8)));
  }

  /** The contract that speaks SEP-41 for a classic asset, whether it is deployed or not. */
  public ScAddress.Contract contractOf(ClassicAsset asset) {
    return new ScAddress.Contract(
        Octets.sha256(
            XdrWriter.write(
                to -> {
                  to.int32(ENVELOPE_TYPE_CONTRACT_ID);
                  to.fixed(id());
                  to.int32(FROM_ASSET);
                  asset.write(to);
                })));
  }

  /** What is signed to sign a transaction, and the transaction's name. */
  public Octets hash(Transaction transaction) {
    return Octets.sha256(
        id(),
        XdrWriter.write(
            to -> {
              to.int32(ENVELOPE_TYPE_TX);
              transaction.write(to);
            }));
  }
}
