package io.holdfast.chain.bitcoin.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against nodes that are broken, each in its own way. */
class HttpBitcoinRpcTest {
  private static final int LARGEST_ANSWER_BYTES = 100_000;
  private static final String INFO =
      """
      {"result":{"chain":"regtest","blocks":3,"headers":4,"bestblockhash":"aa","pruned":false,
       "initialblockdownload":false,"surprise":{"of":["a","later","version"]}},"error":null,"id":0}
      """;

  private BadNode node;

  @AfterEach
  void stop() throws IOException {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void readsAnAnswerAndPassesOverWhatItDoesNotKnow() {
    assertThat(rpc(answering(200, INFO)).chainInfo())
        .isEqualTo(new ChainInfo("regtest", 3, 4, "aa", false, 0));
  }

  @Test
  void tellsANodeThatIsNotThere() throws IOException {
    URI nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    assertThatThrownBy(() -> rpc(nowhere).chainInfo()).isInstanceOf(NodeUnreachable.class);
  }

  @Test
  void givesUpOnANodeThatTakesTheQuestionAndHangs() {
    BitcoinRpc rpc = impatient(serve((out, count) -> new CountDownLatch(1).await()));

    assertThatThrownBy(rpc::chainInfo).isInstanceOf(NodeTimedOut.class);
  }

  @Test
  void givesUpOnANodeThatHangsInTheMiddleOfItsAnswer() {
    BitcoinRpc rpc =
        impatient(
            serve(
                (out, count) -> {
                  out.write(head(200, 1000).getBytes(UTF_8));
                  out.write("{\"result\":".getBytes(UTF_8));
                  out.flush();
                  new CountDownLatch(1).await();
                }));

    assertThatThrownBy(rpc::chainInfo).isInstanceOf(NodeTimedOut.class);
  }

  @Test
  void dropsAnAnswerThatIsTooLarge() {
    BitcoinRpc rpc = rpc(answering(200, "[" + "1,".repeat(LARGEST_ANSWER_BYTES) + "1]"));

    assertThatThrownBy(rpc::chainInfo)
        .isInstanceOf(NodeAnsweredRubbish.class)
        .hasMessageContaining("larger than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "<html>a proxy's page</html>",
        "{\"result\":{\"chain\":\"regt",
        "{}",
        "{\"result\":null,\"error\":null,\"id\":0}",
        "{\"result\":{},\"error\":null,\"id\":0}",
        "{\"result\":\"text\",\"error\":null,\"id\":0}",
        "{\"result\":{\"chain\":\"regtest\",\"blocks\":\"3\",\"headers\":4,\"bestblockhash\":\"a\","
            + "\"pruned\":false,\"initialblockdownload\":false},\"error\":null,\"id\":0}",
        "{\"result\":{\"chain\":\"regtest\",\"blocks\":3.5,\"headers\":4,\"bestblockhash\":\"a\","
            + "\"pruned\":false,\"initialblockdownload\":false},\"error\":null,\"id\":0}",
        "{\"result\":{\"chain\":\"regtest\",\"blocks\":3,\"headers\":4,\"bestblockhash\":null,"
            + "\"pruned\":false,\"initialblockdownload\":false},\"error\":null,\"id\":0}",
      })
  void recognisesRubbish(String body) {
    assertThatThrownBy(() -> rpc(answering(200, body)).chainInfo())
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void recognisesTheAnswerToAnotherQuestion() {
    assertThatThrownBy(() -> rpc(answering(200, INFO.replace("\"id\":0", "\"id\":7"))).chainInfo())
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void recognisesABatchThatIsIncomplete() {
    String one = "[{\"result\":\"aa\",\"error\":null,\"id\":0}]";

    assertThatThrownBy(() -> rpc(answering(200, one)).blockHashes(0, 2))
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void passesOnWhatTheNodeRefuses() {
    String refusal =
        "{\"result\":null,\"error\":{\"code\":-26,\"message\":\"min relay fee not met\"},\"id\":0}";

    assertThatThrownBy(() -> rpc(answering(500, refusal)).send("00"))
        .isInstanceOfSatisfying(RpcError.class, e -> assertThat(e.code()).isEqualTo(-26))
        .hasMessageContaining("min relay fee not met");
  }

  @Test
  void takesANodeThatIsStartingForOneThatIsNotThereYet() {
    String starting =
        "{\"result\":null,\"error\":{\"code\":-28,\"message\":\"Loading block index\"},\"id\":0}";

    assertThatThrownBy(() -> rpc(answering(500, starting)).chainInfo())
        .isInstanceOf(NodeUnreachable.class)
        .hasMessageContaining("starting");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 502, 503})
  void takesANodeThatDoesNotWorkForOneThatIsNotThere(int status) {
    assertThatThrownBy(() -> rpc(answering(status, "go away")).chainInfo())
        .isInstanceOf(NodeUnreachable.class)
        .hasMessageContaining("HTTP " + status);
  }

  @Test
  void asksOnceMoreWhenTheConnectionBreaks() {
    BitcoinRpc rpc =
        rpc(
            serve(
                (out, count) -> {
                  if (count > 1) {
                    out.write((head(200, INFO.length()) + INFO).getBytes(UTF_8));
                  }
                }));

    assertThat(rpc.chainInfo().headHeight()).isEqualTo(3);
  }

  @Test
  void doesNotAskForEverWhenConnectionsBreak() {
    AtomicInteger asked = new AtomicInteger();
    BitcoinRpc rpc = rpc(serve((out, count) -> asked.set(count)));

    assertThatThrownBy(rpc::chainInfo).isInstanceOf(NodeUnreachable.class);
    assertThat(asked.get()).isEqualTo(5);
  }

  @Test
  void refusesAnAmountThatIsNoWholeSatoshi() {
    String coin =
        "{\"result\":{\"value\":0.000000001,\"confirmations\":1,\"coinbase\":false,"
            + "\"scriptPubKey\":{\"hex\":\"00\"}},\"error\":null,\"id\":0}";

    assertThatThrownBy(() -> rpc(answering(200, coin)).unspentOutput(new OutPoint("aa", 0), true))
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void readsTheCookieAnewForEachQuestion(@TempDir Path folder) throws IOException {
    Path cookie = folder.resolve(".cookie");
    Credentials credentials = new Credentials.CookieFile(cookie);
    assertThatThrownBy(credentials::authorization).isInstanceOf(NodeUnreachable.class);

    Files.writeString(cookie, "__cookie__:one\n");
    assertThat(credentials.authorization()).contains("Basic X19jb29raWVfXzpvbmU=");
  }

  @Test
  void tellsNobodyItsPassword() {
    NodeEndpoint endpoint =
        new NodeEndpoint(
            URI.create("http://127.0.0.1:1"), new Credentials.UserPassword("user", "topsecret"));

    assertThat(endpoint.toString()).doesNotContain("topsecret");
    assertThatThrownBy(() -> new HttpBitcoinRpc(endpoint).chainInfo())
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(
            () ->
                new NodeEndpoint(
                    URI.create("http://user:topsecret@127.0.0.1:1"), endpoint.credentials()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void tellsNobodyThePathWhereProvidersPutTheirKeys() {
    NodeEndpoint endpoint =
        new NodeEndpoint(URI.create("http://127.0.0.1:1/v3/topsecret"), Credentials.NONE);

    assertThat(endpoint.toString()).doesNotContain("topsecret");
    assertThatThrownBy(() -> new HttpBitcoinRpc(endpoint).chainInfo())
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void putsTheAnswersOfABatchInTheOrderOfTheQuestions() {
    String turned = "[{\"result\":\"bb\",\"id\":1},{\"result\":\"aa\",\"id\":0}]";

    assertThat(rpc(answering(200, turned)).blockHashes(0, 2)).containsExactly("aa", "bb");
  }

  // ---- helpers

  private URI answering(int status, String body) {
    return serve(
        (out, count) ->
            out.write((head(status, body.getBytes(UTF_8).length) + body).getBytes(UTF_8)));
  }

  private static String head(int status, int length) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private URI serve(BadNode.Answer answer) {
    try {
      node = new BadNode(answer);
      return node.url();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static BitcoinRpc rpc(URI url) {
    return rpc(url, Duration.ofSeconds(60));
  }

  /** For a node that will never answer. */
  private static BitcoinRpc impatient(URI url) {
    return rpc(url, Duration.ofMillis(500));
  }

  private static BitcoinRpc rpc(URI url, Duration patience) {
    return new HttpBitcoinRpc(
        new NodeEndpoint(
            url,
            new Credentials.UserPassword("user", "password"),
            Duration.ofSeconds(60),
            patience,
            LARGEST_ANSWER_BYTES));
  }

  /** Takes each question, answers whatever the test says, and hangs up. */
  private static final class BadNode implements AutoCloseable {
    interface Answer {
      /**
       * @param count of the questions so far
       */
      void write(OutputStream out, int count) throws IOException, InterruptedException;
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger questions = new AtomicInteger();
    private final List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();

    BadNode(Answer answer) throws IOException {
      threads.add(Thread.ofVirtual().start(() -> accept(answer)));
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void accept(Answer answer) {
      while (!socket.isClosed()) {
        try {
          Socket connection = socket.accept();
          threads.add(Thread.ofVirtual().start(() -> serve(connection, answer)));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void serve(Socket connection, Answer answer) {
      try (connection) {
        readQuestion(connection.getInputStream());
        answer.write(connection.getOutputStream(), questions.incrementAndGet());
        connection.getOutputStream().flush();
      } catch (IOException clientLeft) {
        return;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    private static void readQuestion(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      String length = head.toString().toLowerCase(java.util.Locale.ROOT);
      length = length.substring(length.indexOf("content-length:") + 15);
      in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r')).strip()));
    }

    @Override
    public void close() throws IOException {
      socket.close();
      threads.forEach(Thread::interrupt);
    }
  }
}
