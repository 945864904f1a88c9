package io.holdfast.chain.evm.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.rpc.RpcError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against answers that a node should not give. */
class HttpEvmRpcTest {
  private static final String HASH = "0x" + "ab".repeat(32);
  private static final Address CONTRACT = new Address("0x" + "cc".repeat(20));

  private HttpServer server;
  private EvmRpc rpc;
  private String result = "null";

  @BeforeEach
  void aNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":0," + result + "}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    rpc = new HttpEvmRpc(new NodeEndpoint(url, Credentials.NONE));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"number\":\"0x1\",\"hash\":\"0x12\",\"parentHash\":\"0x12\",\"timestamp\":\"0x1\"}",
        "{\"number\":\"1\",\"hash\":\"HASH\",\"parentHash\":\"HASH\",\"timestamp\":\"0x1\"}",
        "{\"number\":\"0xffffffffffffffffff\",\"hash\":\"HASH\",\"parentHash\":\"HASH\","
            + "\"timestamp\":\"0x1\"}",
        "{\"number\":\"0x1\",\"hash\":null,\"parentHash\":\"HASH\",\"timestamp\":\"0x1\"}",
        "[]",
        "\"0x1\""
      })
  void recognisesABlockThatIsNone(String block) {
    answer(block.replace("HASH", HASH));

    assertThatThrownBy(() -> rpc.header(1)).isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void readsNothingWhereTheNodeHasNothing() {
    answer("null");

    assertThat(rpc.header(1)).isEmpty();
    assertThat(rpc.block(HASH)).isEmpty();
    assertThat(rpc.knows(HASH)).isFalse();
  }

  @Test
  void takesNoEventsOfAnotherBlockOrContract() {
    String event =
        "[{\"address\":\"%s\",\"topics\":[],\"data\":\"0x\",\"blockHash\":\"%s\","
            + "\"transactionHash\":\"%s\",\"logIndex\":\"0x0\"}]";
    answer(event.formatted(CONTRACT, HASH, HASH));
    assertThat(rpc.logs(HASH, Set.of(CONTRACT))).hasSize(1);

    answer(event.formatted(CONTRACT, HASH.replace("ab", "ba"), HASH));
    assertThatThrownBy(() -> rpc.logs(HASH, Set.of(CONTRACT)))
        .isInstanceOf(NodeAnsweredRubbish.class);

    answer(event.formatted(Address.ZERO, HASH, HASH));
    assertThatThrownBy(() -> rpc.logs(HASH, Set.of(CONTRACT)))
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void takesNoTwoEventsAtOnePlaceOfABlock() {
    String one =
        "{\"address\":\"%s\",\"topics\":[],\"data\":\"0x\",\"blockHash\":\"%s\",\"transactionHash\":\"%s\",\"logIndex\":\"0x0\"}"
            .formatted(CONTRACT, HASH, HASH);
    answer("[" + one + "," + one + "]");

    assertThatThrownBy(() -> rpc.logs(HASH, Set.of(CONTRACT)))
        .isInstanceOf(NodeAnsweredRubbish.class)
        .hasMessageContaining("two events at one place");
  }

  @Test
  void asksForNoEventsOfNoContracts() {
    answer("\"nonsense\"");

    assertThat(rpc.logs(HASH, List.of())).isEmpty();
  }

  @Test
  void passesOnWhatTheNodeRefuses() {
    result = "\"error\":{\"code\":-32000,\"message\":\"nonce too low\",\"data\":\"0x\"}";

    assertThatThrownBy(() -> rpc.send(new byte[] {1}))
        .isInstanceOf(RpcError.class)
        .hasMessageContaining("nonce too low");
  }

  private void answer(String value) {
    result = "\"result\":" + value;
  }
}
