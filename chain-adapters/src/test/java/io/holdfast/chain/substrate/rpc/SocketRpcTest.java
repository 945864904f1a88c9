package io.holdfast.chain.substrate.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SocketRpcTest {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  @Test
  void findsEachAnswerByItsIdHoweverItIsCut() throws IOException {
    for (boolean inTwoParts : new boolean[] {false, true}) {
      try (FakeSocketNode node =
              new FakeSocketNode(
                  inTwoParts,
                  question -> List.of(result(id(question) + 1_000, "1"), hint(), ok(question)));
          SocketRpc rpc = rpc(node.url())) {
        assertThat(rpc.ask("a").map(JsonNode::asString)).contains("ok");
        assertThat(rpc.ask("b", 1, "two").map(JsonNode::asString)).contains("ok");
        assertThat(node.connections).hasValue(1);
      }
    }
  }

  @Test
  void tellsNothingFromARefusal() throws IOException {
    try (FakeSocketNode node =
            new FakeSocketNode(
                false,
                question ->
                    List.of(
                        question.contains("nothing")
                            ? result(id(question), "null")
                            : "{\"jsonrpc\":\"2.0\",\"id\":"
                                + id(question)
                                + ",\"error\":{\"code\":1010,\"message\":\"Invalid\","
                                + "\"data\":\"stale\"}}"));
        SocketRpc rpc = rpc(node.url())) {
      assertThat(rpc.ask("nothing")).isEmpty();
      assertThatThrownBy(() -> rpc.ask("refused"))
          .isInstanceOfSatisfying(RpcError.class, error -> assertThat(error.code()).isEqualTo(1010))
          .hasMessageContaining("Invalid: stale");
    }
  }

  @Test
  void endsAConnectionThatTalksRubbishAndOpensAnother() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    List<String> rubbish = List.of("not json", "{\"id\":", "[]", "{\"jsonrpc\":\"2.0\"}", "{} {}");
    try (FakeSocketNode node =
            new FakeSocketNode(
                false,
                question -> {
                  int turn = asked.getAndIncrement();
                  return turn < rubbish.size() ? List.of(rubbish.get(turn)) : List.of(ok(question));
                });
        SocketRpc rpc = rpc(node.url())) {
      for (int i = 0; i < rubbish.size(); i++) {
        assertThatThrownBy(() -> rpc.ask("a")).isInstanceOf(NodeAnsweredRubbish.class);
      }
      assertThat(rpc.ask("a")).isPresent();
      assertThat(node.connections).hasValue(rubbish.size() + 1);
    }
  }

  @Test
  void asksOnceMoreWhenTheConnectionBreaksAndOnlyOnce() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Function<String, List<String>> breaking =
        question -> asked.incrementAndGet() == 1 ? null : List.of(ok(question));
    try (FakeSocketNode node = new FakeSocketNode(false, breaking);
        SocketRpc rpc = rpc(node.url())) {
      assertThat(rpc.ask("a")).isPresent();
      assertThat(asked).hasValue(2);
    }
    asked.set(0);
    try (FakeSocketNode node =
            new FakeSocketNode(
                false,
                _ -> {
                  asked.incrementAndGet();
                  return null;
                });
        SocketRpc rpc = rpc(node.url())) {
      assertThatThrownBy(() -> rpc.ask("a")).isInstanceOf(NodeUnreachable.class);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void waitsNoLongerThanItsTimeForAnAnswer() throws IOException {
    try (FakeSocketNode node = new FakeSocketNode(false, _ -> List.of());
        SocketRpc rpc = rpc(node.url())) {
      assertThatThrownBy(() -> rpc.ask("a")).isInstanceOf(NodeTimedOut.class);
    }
  }

  @Test
  void saysThatNobodyIsThere() {
    try (SocketRpc rpc = rpc(URI.create("ws://127.0.0.1:1/"))) {
      assertThatThrownBy(() -> rpc.ask("a"))
          .isInstanceOf(NodeUnreachable.class)
          .hasMessageContaining("ws://127.0.0.1:1");
    }
  }

  @Test
  void showsNoPathOfAnEndpointForAProvidersKeyMayStandInIt() {
    assertThat(
            new SocketEndpoint(URI.create("wss://node.test/secret"), Credentials.NONE).toString())
        .doesNotContain("secret");
    assertThatThrownBy(() -> new SocketEndpoint(URI.create("http://node.test/"), Credentials.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SocketEndpoint(URI.create("wss://user:secret@node.test/"), Credentials.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SocketRpc rpc(URI node) {
    return new SocketRpc(
        new SocketEndpoint(
            node, Credentials.NONE, Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000),
        List.of(),
        () -> {});
  }

  private static String ok(String question) {
    return result(id(question), "\"ok\"");
  }

  private static String result(int id, String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + json + "}";
  }

  private static String hint() {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"chain_newHead\",\"params\":{\"result\":{}}}";
  }

  private static int id(String question) {
    Matcher found = ID.matcher(question);
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }
}
