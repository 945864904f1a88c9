package io.holdfast.chain.stellar.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.key.StellarSigner;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.WebAuthChallenge;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * SEP-10, web authentication: the challenge is a transaction that no ledger takes, signed by the
 * server; the answer is the same envelope with the signature of the account's own key added, both
 * in Base64. Other signers that an account may have set are not asked for: who they are stands on
 * the chain, and a proof asks no chain.
 */
public final class StellarProof implements WalletProof {
  private static final int LONGEST_ANSWER = 4_096;

  private final Network network;
  private final StellarSigner server;

  /**
   * @param server signs challenges and nothing else; wallets know its account from stellar.toml
   */
  public StellarProof(Network network, StellarSigner server) {
    this.network = network;
    this.server = server;
  }

  @Override
  public WalletKind kind() {
    return WalletKind.STELLAR;
  }

  /** Only plain accounts: a muxed one is one customer of its owner. */
  @Override
  public String canonicalAddress(String address) {
    return StrKey.encode(account(address));
  }

  @Override
  public String challenge(SignIn wish) {
    WebAuthChallenge challenge = transaction(wish);
    return challenge
        .signed(Envelope.Signature.by(server.account(), server.sign(challenge.hash(network))))
        .base64();
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    WebAuthChallenge challenge = transaction(wish);
    if (answer.length() > LONGEST_ANSWER) {
      return false;
    }
    List<Envelope.Signature> signatures;
    try {
      signatures = challenge.signaturesOn(Octets.ofBase64(answer));
    } catch (XdrException e) {
      return false;
    }
    Octets hash = challenge.hash(network);
    return signatures.size() == 2
        && signatures.stream().anyMatch(each -> isBy(server.account(), hash, each))
        && signatures.stream().anyMatch(each -> isBy(challenge.client(), hash, each));
  }

  private static boolean isBy(
      ScAddress.Account account, Octets hash, Envelope.Signature signature) {
    return signature.equals(Envelope.Signature.by(account, signature.signature()))
        && Ed25519Key.verify(account, hash, signature.signature());
  }

  private WebAuthChallenge transaction(SignIn wish) {
    return new WebAuthChallenge(
        server.account(),
        account(wish.address()),
        wish.domain(),
        wish.domain(),
        Octets.of(sha384(wish.nonce())),
        new TimeBounds(wish.issuedAt().getEpochSecond(), wish.expiresAt().getEpochSecond()));
  }

  private static ScAddress.Account account(String address) {
    try {
      if (StrKey.decode(address) instanceof ScAddress.Account account) {
        return account;
      }
    } catch (XdrException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static Rejection malformed() {
    return new Rejection(ErrorCode.ADDRESS_MALFORMED, "This is no account of Stellar (G…).");
  }

  /** As many bytes as the challenge has room for, and as hard to guess as the nonce. */
  private static byte[] sha384(String nonce) {
    try {
      return MessageDigest.getInstance("SHA-384").digest(nonce.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-384", e);
    }
  }
}
