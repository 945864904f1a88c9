package io.holdfast.app.money;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Watcher.Door;
import io.holdfast.testkit.fuzz.RestFuzz;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database: who is in on one is in on both, and out on both at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final String PASSWORD = "a long password";

  @TempDir static Path data;

  private final List<Long> millisToTheEnd = new ArrayList<>();
  private Program one;
  private Program two;

  @BeforeAll
  void start() throws IOException {
    String[] patience = {
      "--holdfast.security.failed-logins-per-minute-per-address=10000",
      "--holdfast.security.failed-logins-per-minute-per-user=1000",
      "--holdfast.limits.reads-per-minute=1000000",
      "--holdfast.limits.writes-per-minute=1000000",
      "--holdfast.limits.newcomers-per-minute=100000"
    };
    one = Program.start(data.resolve("one"), patience);
    two = one.another(data.resolve("two"), patience);
  }

  @AfterAll
  void stop() {
    for (Program each : new Program[] {two, one}) {
      if (each != null) {
        each.close();
      }
    }
    millisToTheEnd.sort(null);
    if (!millisToTheEnd.isEmpty()) {
      System.out.printf(
          "TwoNodesIT: from the end of a session to the end of its %d streams on two nodes:"
              + " median %d ms, longest %d ms%n",
          millisToTheEnd.size(),
          millisToTheEnd.get(millisToTheEnd.size() / 2),
          millisToTheEnd.getLast());
    }
  }

  /** What ends a session. */
  enum End {
    REVOKED {
      @Override
      void come(TwoNodesIT nodes, JsonNode in) {
        assertThat(nodes.by(in).outcomeOfDelete("/api/sessions/" + text(in, "sessionId")))
            .isEqualTo("OK");
      }
    },
    LEFT {
      @Override
      void come(TwoNodesIT nodes, JsonNode in) {
        assertThat(nodes.by(in).outcome("/api/auth/logout", Map.of())).isEqualTo("OK");
      }
    },
    REUSED {
      @Override
      void come(TwoNodesIT nodes, JsonNode in) {
        JsonNode next = nodes.refreshed(in);
        nodes.refreshed(next);
        assertThat(nodes.two.visitor().refusal("/api/auth/refresh", token(in)))
            .isEqualTo("NOT_SIGNED_IN");
      }
    },
    ERASED {
      @Override
      void come(TwoNodesIT nodes, JsonNode in) {
        String path = "/api/users/" + in.at("/user/id").asString() + "/personal-data";
        assertThat(nodes.administrator().outcomeOfDelete(path)).isEqualTo("OK");
      }
    };

    abstract void come(TwoNodesIT nodes, JsonNode in);
  }

  @ParameterizedTest
  @EnumSource
  void theStreamsOfASessionEndOnBothNodes(End end) throws Exception {
    JsonNode in = newcomer();
    List<Watcher> watchers = new ArrayList<>();
    for (Program node : List.of(one, two)) {
      for (Door door : Door.values()) {
        watchers.add(Watcher.open(door, node, text(in, "accessToken")));
      }
    }
    long asked = System.nanoTime();
    end.come(this, in);

    for (Watcher watcher : watchers) {
      assertThat(watcher.end(Duration.ofSeconds(60)))
          .as(watcher.toString())
          .contains("NOT_SIGNED_IN");
      millisToTheEnd.add((watcher.endedAtNanos() - asked) / 1_000_000);
      watcher.close();
    }
    for (Program node : List.of(one, two)) {
      assertThat(node.personBy(text(in, "accessToken")).refusal("/api/auth/me"))
          .isEqualTo("NOT_SIGNED_IN");
    }
  }

  @Test
  void theEndOfOneSessionLeavesAnotherOfTheSamePersonAlone() throws Exception {
    Map<String, String> credentials = credentials();
    JsonNode first = registered(credentials);
    JsonNode second = two.visitor().post("/api/auth/login", credentials);
    Watcher ends = Watcher.open(Door.WS, two, text(first, "accessToken"));
    Watcher goesOn = Watcher.open(Door.WS, one, text(second, "accessToken"));

    End.REVOKED.come(this, first);

    ends.end(Duration.ofSeconds(60));
    assertThat(goesOn.isOpen()).isTrue();
    refreshed(second);
    ends.close();
    goesOn.close();
  }

  @RepeatedTest(5)
  void ofManyWhoShowOneTokenAtOnceOnBothNodesAtMostOneFamilyGoesOn() throws Exception {
    JsonNode in = newcomer();
    List<JsonNode> served = atOnce(12, in);

    assertThat(served).as("one, and one whose answer was lost").hasSizeLessThanOrEqualTo(2);
    assertThat(served.stream().filter(answer -> goesOn(answer))).isEmpty();
    assertThat(refusal(in)).isEqualTo("NOT_SIGNED_IN");
  }

  @RepeatedTest(5)
  void ofTwoWhoShowOneTokenAtOnceTheOneThatIsLastGoesOnAndTheOtherEndsBoth() throws Exception {
    List<JsonNode> served = atOnce(2, newcomer());
    assertThat(served).hasSize(2);

    long going = served.stream().filter(this::goesOn).count();

    assertThat(going).isLessThanOrEqualTo(1);
    assertThat(served.stream().filter(this::goesOn)).isEmpty();
  }

  @Test
  void oneAfterTheOtherTheThirdUseOfATokenEndsItsSession() {
    JsonNode in = newcomer();
    refreshed(in);
    two.visitor().post("/api/auth/refresh", token(in));

    assertThat(refusal(in)).isEqualTo("NOT_SIGNED_IN");
    Customer.awaitThat(() -> assertThat(by(in).refusal("/api/auth/me")).isEqualTo("NOT_SIGNED_IN"));
  }

  @Test
  void anAnswerThatWasLostIsAskedForOnceMoreOnAnotherNode() throws IOException {
    JsonNode in = newcomer();
    askAndHangUp(in);

    JsonNode next = two.visitor().post("/api/auth/refresh", token(in));

    refreshed(next);
    assertThat(refusal(in)).isEqualTo("NOT_SIGNED_IN");
  }

  /** The connection is cut before anything comes back. */
  private void askAndHangUp(JsonNode in) throws IOException {
    String body = "{\"refreshToken\":\"" + text(in, "refreshToken") + "\"}";
    String request =
        "POST /api/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), one.port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      Customer.awaitThat(() -> assertThat(refreshes(in)).isEqualTo(1));
      socket.setSoLinger(true, 0);
    }
  }

  private long refreshes(JsonNode in) {
    return one.database()
        .sql("SELECT count(*) FROM log.event WHERE aggregate_id = ? AND sequence_number > 1")
        .param(text(in, "sessionId"))
        .query(Long.class)
        .single();
  }

  /**
   * Each request in its own thread, on both nodes in turn; the answers of those that were served.
   */
  private List<JsonNode> atOnce(int many, JsonNode in) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<JsonNode>> all;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all =
          IntStream.range(0, many)
              .mapToObj(i -> threads.submit(showing(i % 2 == 0 ? one : two, in, go)))
              .toList();
      go.countDown();
    }
    List<JsonNode> served = new ArrayList<>();
    for (Future<JsonNode> each : all) {
      JsonNode answer = each.get();
      if (answer != null) {
        served.add(answer);
      }
    }
    return served;
  }

  private static Callable<@Nullable JsonNode> showing(
      Program node, JsonNode in, CountDownLatch go) {
    return () -> {
      go.await();
      return shown(node, in);
    };
  }

  private static @Nullable JsonNode shown(Program node, JsonNode in) {
    try {
      return node.visitor().post("/api/auth/refresh", token(in));
    } catch (AssertionError refused) {
      assertThat(refused).hasMessageContaining("NOT_SIGNED_IN");
      return null;
    }
  }

  private boolean goesOn(JsonNode answer) {
    return shown(two, answer) != null;
  }

  private String refusal(JsonNode in) {
    return two.visitor().refusal("/api/auth/refresh", token(in));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noEndpointOfTheWholeProgramBreaksOrHangsWhateverItIsSent() throws IOException {
    String[] people = {"alice", "olivia", "adam", "audrey"};
    Map<Integer, String> tokens = new HashMap<>();
    RestFuzz.People signed =
        new RestFuzz.People() {
          @Override
          public synchronized @Nullable String token(int number) {
            return number < people.length
                ? tokens.computeIfAbsent(number, _ -> signedIn(people[number]))
                : null;
          }

          @Override
          public synchronized void signedOut(int number) {
            tokens.remove(number);
          }
        };
    long seed = Long.getLong("holdfast.fuzz.seed", 20_261_121L);
    System.out.println("TwoNodesIT: -Dholdfast.fuzz.seed=" + seed);

    int times = Boolean.getBoolean("holdfast.long") ? 200 : 8;
    assertThat(new RestFuzz(one.port(), signed, known()).run(one.description(), seed, times))
        .isEmpty();

    assertThat(one.signInToSandbox("alice").get("/api/accounts").get("items")).isNotEmpty();
  }

  private Map<String, String> known() {
    JsonNode in = newcomer();
    return Map.ofEntries(
        Map.entry("accountId", "account:alice-main"),
        Map.entry("fromAccountId", "account:alice-main"),
        Map.entry("toAccountId", "account:bob-main"),
        Map.entry("asset", "BTC"),
        Map.entry("amount", "20000"),
        Map.entry("rail", "bitcoin"),
        Map.entry("address", MoneyContract.outsideAddress()),
        Map.entry("destination", MoneyContract.outsideAddress()),
        Map.entry("userId", in.at("/user/id").asString()),
        Map.entry("sessionId", text(in, "sessionId")));
  }

  private String signedIn(String name) {
    try {
      return one.tokenOfSandbox(name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JsonNode newcomer() {
    return registered(credentials());
  }

  private static Map<String, String> credentials() {
    return Map.of("email", UUID.randomUUID() + "@example.org", "password", PASSWORD);
  }

  private JsonNode registered(Map<String, String> credentials) {
    Map<String, String> wish = new HashMap<>(credentials);
    wish.put("name", "New");
    return one.visitor().post("/api/auth/register", wish);
  }

  private JsonNode refreshed(JsonNode in) {
    return one.visitor().post("/api/auth/refresh", token(in));
  }

  private Person by(JsonNode in) {
    return one.personBy(text(in, "accessToken"));
  }

  private Person administrator() {
    try {
      return one.signInToSandbox("adam");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, String> token(JsonNode in) {
    return Map.of("refreshToken", text(in, "refreshToken"));
  }

  private static String text(JsonNode in, String field) {
    return in.get(field).asString();
  }
}
