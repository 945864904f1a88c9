package io.holdfast.chain.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.testkit.TestStellarSdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the rail signs, as Stellar's own SDK reads and verifies it. */
class StellarSdkPeerIT {
  private static final String USDC = StrKey.encode(Genesis.NETWORK.contractOf(Genesis.USDC));
  private static final long LUMENS = Genesis.STROOPS_PER_LUMEN;

  private static TestStellarSdk sdk;

  private StellarPeer peer;
  private StellarHarness rail;

  @BeforeAll
  static void fetch() {
    sdk = TestStellarSdk.fetch();
  }

  @BeforeEach
  void open() {
    peer = new StellarPeer();
    peer.mine(1);
    rail = peer.rail(5);
    ScAddress custody = rail.key.account();
    peer.network.pay(Genesis.USDC, custody, 50, new Memo.None());
    peer.mine(1);
    rail.turn();
  }

  @AfterEach
  void close() {
    rail.close();
    peer.close();
  }

  @Test
  void aPaymentOfLumensWithAMemo() throws IOException {
    JsonNode read = signed("XLM", 2 * LUMENS + 1, peer.outsideAddress() + "?memo=7");

    assertThat(read.get("memo").asString()).isEqualTo("7");
    assertThat(read.get("operation").get("type").asString()).isEqualTo("payment");
    assertThat(read.get("operation").get("destination").asString())
        .isEqualTo(peer.outsideAddress());
    assertThat(read.get("operation").get("amount").asString()).isEqualTo("2.0000001");
    assertThat(read.get("operation").get("asset").asString()).isEqualTo("native");
  }

  @Test
  void aPaymentOfLumensToAUserOfAnAccount() throws IOException {
    ScAddress.Account outside = (ScAddress.Account) StrKey.decode(peer.outsideAddress());
    String muxed = StrKey.encode(new ScAddress.Muxed(outside.key(), -1));

    JsonNode read = signed("XLM", LUMENS, muxed);

    assertThat(read.get("operation").get("destination").asString()).isEqualTo(muxed);
  }

  @Test
  void anAccountThatIsBroughtIntoBeing() throws IOException {
    String fresh = StrKey.encode(new ScAddress.Account(Genesis.NETWORK.id()));

    JsonNode read = signed("XLM", 3 * LUMENS, fresh);

    assertThat(read.get("operation").get("type").asString()).isEqualTo("createAccount");
    assertThat(read.get("operation").get("destination").asString()).isEqualTo(fresh);
    assertThat(read.get("operation").get("amount").asString()).isEqualTo("3.0000000");
  }

  @Test
  void aCallThatPaysAToken() throws IOException {
    String outside = StrKey.encode(Genesis.FAUCET_ACCOUNT);

    JsonNode read = signed("USDC", 20, outside);

    assertCalls(read, "transfer", List.of(custody(), outside, "20"));
  }

  @Test
  void aCallThatBurnsAToken() throws IOException {
    assertCalls(signed("USDC", 20, "burn"), "burn", List.of(custody(), "20"));
  }

  @Test
  void aCallThatMakesAToken() throws IOException {
    assertCalls(signed("USDC", 20, "mint"), "mint", List.of(custody(), "20"));
  }

  private void assertCalls(JsonNode read, String function, List<String> arguments) {
    JsonNode call = read.get("operation");
    assertThat(call.get("type").asString()).isEqualTo("invokeHostFunction");
    assertThat(call.get("contract").asString()).isEqualTo(USDC);
    assertThat(call.get("function").asString()).isEqualTo(function);
    assertThat(call.get("arguments").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(arguments);
    assertThat(call.get("authorizations").asInt()).isOne();
  }

  /** What the SDK reads in the transaction that pays this. */
  private JsonNode signed(String asset, long amount, String destination) throws IOException {
    rail.withdraw("one", asset, amount, destination);
    rail.turn();
    RecordSigned signed = rail.ledger.told(RecordSigned.class).getFirst();
    JsonNode read =
        JsonMapper.shared()
            .readTree(
                sdk.run(
                    script(),
                    List.of(
                        Genesis.NETWORK.passphrase(), Octets.ofHex(signed.signedHex()).base64())))
            .get(0);
    assertThat(read.get("hash").asString()).isEqualTo(signed.transaction());
    assertThat(read.get("sameBytes").asBoolean()).isTrue();
    assertThat(read.get("verified").asBoolean()).isTrue();
    assertThat(read.get("source").asString()).isEqualTo(custody());
    return read;
  }

  private String custody() {
    return StrKey.encode(rail.key.account());
  }

  private static String script() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(
            StellarSdkPeerIT.class.getResourceAsStream("/stellar/read-envelopes.mjs"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
