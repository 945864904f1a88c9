package io.holdfast.gateway;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The real doors on a real network port, before a fake ledger and a real database. */
public final class GatewayHarness implements AutoCloseable {
  private static final String ALL_USERS = "alice,bob,olivia,adam,audrey";

  private final ConfigurableApplicationContext context;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private GatewayHarness(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** With further properties, each written {@code name=value}. */
  public static GatewayHarness start(String... properties) {
    SpringApplication application = new SpringApplication(TestApplication.class);
    application.setWebApplicationType(WebApplicationType.REACTIVE);
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--holdfast.rsocket.port=0");
    arguments.add("--holdfast.data-dir=" + temporaryFolder());
    arguments.add("--holdfast.sandbox.enabled=true");
    arguments.add("--holdfast.security.token-lifetime=30m");
    arguments.add("--holdfast.quotes.rates.BTC.kes=13000000");
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--logging.level.root=warn");
    arguments.add("--axon.axonserver.enabled=false");
    arguments.add("--axon.serializer.general=jackson3");
    arguments.add("--axon.update-check.disabled=true");
    if (Stream.of(properties).noneMatch(property -> property.startsWith("holdfast.limits."))) {
      arguments.add("--holdfast.limits.reads-per-minute=1000000");
      arguments.add("--holdfast.limits.writes-per-minute=1000000");
    }
    addUsers(arguments);
    for (String property : properties) {
      arguments.add("--" + property);
    }
    return new GatewayHarness(application.run(arguments.toArray(String[]::new)));
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public FakeIdentity identity() {
    return bean(FakeIdentity.class);
  }

  public FakeBalances balances() {
    return bean(FakeBalances.class);
  }

  public FakeLedger ledger() {
    return bean(FakeLedger.class);
  }

  /** What went to the command side, since the start. */
  public SentCommands sent() {
    return bean(SentCommands.class);
  }

  public WebTestClient web() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port())
        .responseTimeout(Duration.ofSeconds(60))
        // The console's script is more than a client takes by default.
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
        .build();
  }

  /** A client that is signed in. */
  public WebTestClient as(String name) {
    return web().mutate().defaultHeader("Authorization", "Bearer " + token(name)).build();
  }

  /** A POST with a fresh Idempotency-Key. */
  public WebTestClient.ResponseSpec post(String name, String path, String body) {
    return post(name, path, body, UUID.randomUUID().toString());
  }

  public WebTestClient.ResponseSpec post(String name, String path, String body, String key) {
    return as(name)
        .post()
        .uri(path)
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  public String token(String name) {
    return tokens.computeIfAbsent(name, this::signIn);
  }

  /** Whoever asks in this name the next time signs in anew. */
  public void forget(String name) {
    tokens.remove(name);
  }

  public String password() {
    Path file =
        Path.of(context.getEnvironment().getRequiredProperty("holdfast.sandbox.password-file"));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private String signIn(String name) {
    Map<?, ?> answer =
        web()
            .post()
            .uri("/api/auth/login")
            .bodyValue(Map.of("email", name + "@sandbox.test", "password", password()))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return (String) answer.get("accessToken");
  }

  private static void addUsers(List<String> arguments) {
    Map<String, String> roles =
        Map.of("olivia", "OPERATOR", "adam", "ADMINISTRATOR", "audrey", "AUDITOR");
    int number = 0;
    for (String name : ALL_USERS.split(",", -1)) {
      String user = "--holdfast.users[" + number++ + "].";
      arguments.add(user + "id=user:" + name);
      arguments.add(user + "email=" + name + "@sandbox.test");
      arguments.add(user + "name=" + name);
      arguments.add(user + "roles=" + roles.getOrDefault(name, "CUSTOMER"));
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("holdfast-gateway");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(ApiGatewayConfiguration.class)
  static class TestApplication {
    @Bean
    DataSource dataSource() {
      return TestDatabase.create("door").dataSource();
    }

    /** The log is the command side's; here nothing is ever in it. */
    @Bean
    EventStorageEngine emptyLog() {
      return new InMemoryEventStorageEngine();
    }

    @Bean
    TokenStore tokenStore() {
      return new InMemoryTokenStore();
    }

    @Bean
    MovableClock clock() {
      return new MovableClock();
    }

    @Bean
    Assets assets(@Value("${harness.shillings:false}") boolean shillings) {
      Asset bitcoin = new Asset("BTC", 8, "bitcoin");
      Asset kes = new Asset("KES", 2, "mpesa");
      return new Assets(shillings ? List.of(bitcoin, kes) : List.of(bitcoin));
    }

    @Bean
    Rails rails() {
      return new Rails(List.of(new NoChain("bitcoin"), new NoChain("mpesa")));
    }

    @Bean
    FakeLedger fakeLedger() {
      return new FakeLedger(ALL_USERS.split(",", -1));
    }

    @Bean
    SentCommands sentCommands() {
      return new SentCommands(); // Axon has its buses know every interceptor
    }

    @Bean
    FakeBalances fakeBalances() {
      return new FakeBalances();
    }

    @Bean
    FakeIdentity fakeIdentity(FakeLedger ledger) {
      return new FakeIdentity(ledger);
    }
  }

  /** A rail that is only there: what it is asked for is the fake ledger's to answer. */
  private record NoChain(String id) implements Rail {
    @Override
    public String depositAddress(DepositRequestId requestId) {
      throw new UnsupportedOperationException("no door asks a rail for addresses");
    }

    @Override
    public String requireDestination(String address) {
      throw new UnsupportedOperationException("no door asks a rail about destinations");
    }

    @Override
    public boolean holdsOrders(Asset asset) {
      return true;
    }

    @Override
    public int creditDepthBlocks() {
      return 2;
    }

    @Override
    public int finalityDepthBlocks() {
      return 6;
    }
  }
}
