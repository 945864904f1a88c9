package io.holdfast.chain.stellar.xdr;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The transaction of SEP-10 (web authentication): its sequence number is 0, so no ledger takes it,
 * and its two operations carry what is signed as data entries.
 *
 * @param server who asks, and signs first
 * @param client whose key is to sign
 * @param homeDomain for whom the service is
 * @param webAuthDomain where the service is
 * @param nonce 48 bytes; no two challenges share them
 */
public record WebAuthChallenge(
    ScAddress.Account server,
    ScAddress.Account client,
    String homeDomain,
    String webAuthDomain,
    Octets nonce,
    TimeBounds bounds) {
  public static final int NONCE_BYTES = 48;
  public static final int LONGEST_HOME_DOMAIN = 59;
  public static final int LONGEST_WEB_AUTH_DOMAIN = 64;

  private static final int FEE_STROOPS = 200;
  private static final int PRECONDITION_TIME = 1;
  private static final int MANAGE_DATA = 10;

  public WebAuthChallenge {
    if (nonce.length() != NONCE_BYTES
        || homeDomain.length() > LONGEST_HOME_DOMAIN
        || webAuthDomain.length() > LONGEST_WEB_AUTH_DOMAIN) {
      throw new XdrException("a challenge that does not fit its transaction");
    }
  }

  /** What is signed. */
  public Octets hash(Network network) {
    return Octets.sha256(network.id(), XdrWriter.write(this::write));
  }

  /** With the server's signature, as a wallet is given it. */
  public Octets signed(Envelope.Signature byServer) {
    return envelope(List.of(byServer));
  }

  /**
   * The signatures on an envelope that holds exactly this transaction.
   *
   * @throws XdrException when it holds another, or is none
   */
  public List<Envelope.Signature> signaturesOn(Octets envelope) {
    Octets front = XdrWriter.write(this::write);
    int signaturesBegin = front.length();
    if (envelope.length() < signaturesBegin || !envelope.slice(0, signaturesBegin).equals(front)) {
      throw new XdrException("another transaction than the challenge");
    }
    return XdrReader.readAll(
        envelope.slice(signaturesBegin, envelope.length()), Envelope::readSignatures);
  }

  private Octets envelope(List<Envelope.Signature> signatures) {
    return XdrWriter.write(
        to -> {
          write(to);
          Envelope.writeSignatures(to, signatures);
        });
  }

  /** The type first: it stands before the transaction both in an envelope and in what is hashed. */
  private void write(XdrWriter to) {
    to.int32(Envelope.TYPE_TX);
    server.writeMuxedAccount(to);
    to.uint32(FEE_STROOPS);
    to.int64(0);
    to.int32(PRECONDITION_TIME);
    to.int64(bounds.minTimeSeconds());
    to.int64(bounds.maxTimeSeconds());
    new Memo.None().write(to);
    to.int32(2);
    writeData(to, client, homeDomain + " auth", nonce.base64());
    writeData(to, server, "web_auth_domain", webAuthDomain);
    to.int32(0);
  }

  private static void writeData(XdrWriter to, ScAddress.Account source, String name, String value) {
    to.bool(true);
    source.writeMuxedAccount(to);
    to.int32(MANAGE_DATA);
    to.ascii(name);
    to.bool(true);
    to.opaque(Octets.of(value.getBytes(StandardCharsets.US_ASCII)));
  }
}
