package io.holdfast.chain.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.wallet.BitcoinProof;
import io.holdfast.chain.evm.wallet.EvmProof;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.mpesa.daraja.DarajaAnswers;
import io.holdfast.chain.mpesa.daraja.StkCallback;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.solana.wallet.SolanaProof;
import io.holdfast.chain.stellar.address.Destination;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.wallet.StellarProof;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TransactionResult;
import io.holdfast.chain.stellar.xdr.TrustLine;
import io.holdfast.chain.stellar.xdr.XdrException;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.wallet.PolkadotProof;
import io.holdfast.testkit.fuzz.FuzzTarget;
import java.time.Instant;
import java.util.function.Consumer;
import org.bitcoinj.base.BitcoinNetwork;

/**
 * Each decoder that reads what a customer or a node sends. It answers, or refuses with the one
 * exception it promises; anything else that leaves it is a fault.
 */
@SuppressWarnings("ImmutableEnumChecker") // no decoder keeps anything
enum Decoder implements FuzzTarget {
  BITCOIN_ADDRESS(
      in -> new Destinations(BitcoinNetwork.MAINNET).canonical(text(in)), Rejection.class),
  STELLAR_DESTINATION(in -> Destination.parse(text(in)).canonical(), Rejection.class),
  SUBSTRATE_ADDRESS(in -> new Ss58(0).account(text(in)), Rejection.class),
  EVM_ADDRESS(in -> Address.typed(text(in)), IllegalArgumentException.class),

  STELLAR_KEY(in -> sameAgain(text(in)), XdrException.class),
  XDR_VALUE(in -> ScVal.decode(Octets.of(in)), XdrException.class),
  XDR_ENVELOPE(in -> Envelope.decode(Octets.of(in)), XdrException.class),
  XDR_RESULT(in -> TransactionResult.decode(Octets.of(in)), XdrException.class),
  XDR_ACCOUNT(in -> AccountEntry.decode(Octets.of(in)), XdrException.class),
  XDR_TRUST_LINE(in -> TrustLine.decode(Octets.of(in)), XdrException.class),
  XDR_LEDGER(in -> LedgerHeader.decodeHistoryEntry(Octets.of(in)), XdrException.class),

  MPESA_CALLBACK(StkCallback::read, Rejection.class),
  MPESA_ANSWER(Decoder::darajaSays, NodeAnsweredRubbish.class),

  SCALE_METADATA(Metadata::read, NotScale.class),
  EVM_TRANSACTION(Transfer::of, IllegalArgumentException.class),

  BITCOIN_WALLET(proof(new BitcoinProof(), "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l")),
  EVM_WALLET(proof(new EvmProof(), "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")),
  SOLANA_WALLET(proof(new SolanaProof(), "11111111111111111111111111111112")),
  POLKADOT_WALLET(proof(new PolkadotProof(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")),
  STELLAR_WALLET(
      proof(
          new StellarProof(Network.TESTNET, new Ed25519Key(new byte[32])),
          "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"));

  private final Consumer<byte[]> decoder;
  private final Class<? extends RuntimeException> refusal;

  Decoder(Consumer<byte[]> decoder, Class<? extends RuntimeException> refusal) {
    this.decoder = decoder;
    this.refusal = refusal;
  }

  /** An answer that proves nothing is no fault: such a decoder refuses nothing. */
  Decoder(Consumer<byte[]> proof) {
    this(proof, NeverThrown.class);
  }

  @Override
  public Consumer<byte[]> decoder() {
    return decoder;
  }

  @Override
  public Class<? extends RuntimeException> refusal() {
    return refusal;
  }

  /** Text has one spelling, or two senders could mean one account. */
  private static void sameAgain(String text) {
    if (!StrKey.encode(StrKey.decode(text)).equals(text)) {
      throw new AssertionError("a second spelling of an address");
    }
  }

  private static void darajaSays(byte[] in) {
    DarajaAnswers.push(200, in);
    DarajaAnswers.query(200, in, "ws_CO_1");
    DarajaAnswers.isUnauthorized(404, in);
    DarajaAnswers.token(200, in);
  }

  private static Consumer<byte[]> proof(WalletProof proof, String address) {
    return in -> {
      String answer = new String(in, UTF_8);
      Instant now = Instant.ofEpochSecond(1_795_000_000);
      SignIn wish =
          new SignIn(
              "ledger.example",
              "https://ledger.example",
              "Sign in",
              proof.canonicalAddress(address),
              "1",
              "abcdefgh12345678",
              now,
              now.plusSeconds(300));
      if (proof.isProvenBy(answer, wish)) {
        throw new AssertionError("proven without the key");
      }
    };
  }

  private static String text(byte[] in) {
    return new String(in, ISO_8859_1);
  }

  private static final class NeverThrown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
