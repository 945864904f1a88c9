package io.holdfast.chain.stellar.xdr;

import java.util.List;

/** A transaction and the signatures on it, as it is sent. */
public record Envelope(Transaction transaction, List<Signature> signatures) {
  private static final int TYPE_TX_V0 = 0;
  static final int TYPE_TX = 2;
  private static final int TYPE_FEE_BUMP = 5;
  private static final int MOST_SIGNATURES = 20;
  private static final int HINT_BYTES = 4;
  private static final int SIGNATURE_BYTES = 64;

  /**
   * @param hint the last four bytes of the key that signed
   */
  public record Signature(Octets hint, Octets signature) {
    public static Signature by(ScAddress.Account signer, Octets signature) {
      int length = signer.key().length();
      return new Signature(signer.key().slice(length - HINT_BYTES, length), signature);
    }
  }

  /**
   * Trusts bytes only when they are exactly what would be written for what was read.
   *
   * @throws XdrException when they are not one envelope of a kind spoken here, in its one spelling
   */
  public static Envelope decode(Octets encoded) {
    Envelope envelope = XdrReader.readAll(encoded, Envelope::read);
    if (!envelope.encoded().equals(encoded)) {
      throw new XdrException("an envelope that does not encode to the same bytes again");
    }
    return envelope;
  }

  private static Envelope read(XdrReader from) {
    from.require(TYPE_TX, "envelope type");
    return new Envelope(Transaction.read(from), readSignatures(from));
  }

  static List<Signature> readSignatures(XdrReader from) {
    return from.list(
        MOST_SIGNATURES,
        in -> {
          Octets hint = in.fixed(HINT_BYTES);
          return new Signature(hint, in.opaque(SIGNATURE_BYTES));
        });
  }

  /**
   * Whose sequence number an envelope of any kind uses, and which: read from its front, for what it
   * does may be of a kind that is not spoken here.
   *
   * @throws XdrException when it is no envelope
   */
  public static Numbered numberOf(Octets encoded) {
    return XdrReader.readFirst(encoded, from -> readNumber(from, true));
  }

  /** An account's transaction and its number. */
  public record Numbered(ScAddress source, long sequence) {}

  private static Numbered readNumber(XdrReader from, boolean mayBeBumped) {
    int type = from.int32();
    if (type == TYPE_FEE_BUMP && mayBeBumped) {
      ScAddress.readMuxedAccount(from);
      from.int64();
      return readNumber(from, false);
    }
    ScAddress source =
        switch (type) {
          case TYPE_TX_V0 -> new ScAddress.Account(from.fixed(ScAddress.HASH_BYTES));
          case TYPE_TX -> ScAddress.readMuxedAccount(from);
          default -> throw new XdrException("envelope type " + type + " is not spoken here");
        };
    from.uint32();
    return new Numbered(source, from.int64());
  }

  public Octets encoded() {
    return XdrWriter.write(
        to -> {
          to.int32(TYPE_TX);
          transaction.write(to);
          writeSignatures(to, signatures);
        });
  }

  static void writeSignatures(XdrWriter to, List<Signature> signatures) {
    to.list(
        signatures,
        signature -> {
          to.fixed(signature.hint());
          to.opaque(signature.signature());
        });
  }
}
