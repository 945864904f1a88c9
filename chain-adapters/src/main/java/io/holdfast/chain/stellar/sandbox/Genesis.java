package io.holdfast.chain.stellar.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import java.util.List;

/**
 * How the simulated network begins. The keys of its faucet and of its issuer are no secret: they
 * open nothing but this simulation.
 *
 * @param custody an account that exists from the first ledger on, so that it can be paid
 */
public record Genesis(ScAddress.Account custody) {
  public static final Network NETWORK = new Network("Holdfast Sandbox ; 2026");
  public static final long STROOPS_PER_LUMEN = 10_000_000;

  static final Ed25519Key FAUCET = key("the faucet of the sandbox");
  static final Ed25519Key ISSUER = key("the issuer of the sandbox");

  public static final ScAddress.Account FAUCET_ACCOUNT = FAUCET.account();
  public static final ClassicAsset LUMENS = new ClassicAsset.Native();
  public static final ClassicAsset USDC = new ClassicAsset.Issued("USDC", ISSUER.account());
  static final List<ClassicAsset> ASSETS = List.of(LUMENS, USDC);

  static final long FAUCET_STROOPS = 50_000_000_000L * STROOPS_PER_LUMEN;
  static final long FAUCET_USDC = 1_000_000_000L * STROOPS_PER_LUMEN;
  static final long ISSUER_STROOPS = 1_000 * STROOPS_PER_LUMEN;

  /** For fees, and for the reserve that an account must keep. */
  static final long CUSTODY_STROOPS = 100 * STROOPS_PER_LUMEN;

  static final long FIRST_SEQUENCE = 1;

  private static Ed25519Key key(String words) {
    return new Ed25519Key(Octets.sha256(Octets.of(words.getBytes(UTF_8))).toArray());
  }
}
