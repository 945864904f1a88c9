package io.holdfast.app.money;

import io.holdfast.app.HoldfastApplication;
import io.holdfast.app.database.Database;
import io.holdfast.app.verify.VerifyMain;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.key.KeyFile;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program in this JVM, with its embedded PostgreSQL, looking often at its node. */
public final class Program implements AutoCloseable {
  private final Path data;
  private final ConfigurableApplicationContext context;

  private Program(Path data, ConfigurableApplicationContext context) {
    this.data = data;
    this.context = context;
  }

  public static Program start(Path data, String... properties) {
    return start(new SpringApplication(HoldfastApplication.class), data, properties);
  }

  /** By a clock of the test's own. */
  static Program startAt(Clock clock, Path data, String... properties) {
    SpringApplication application = new SpringApplication(HoldfastApplication.class);
    application.addInitializers(
        (GenericApplicationContext context) ->
            context.registerBean(
                "testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
    return start(application, data, properties);
  }

  private static Program start(SpringApplication application, Path data, String... properties) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--holdfast.rsocket.port=0",
                "--holdfast.data-dir=" + data,
                "--holdfast.security.token-lifetime=60m",
                "--holdfast.database.binaries-dir=" + Path.of("target/postgres-binaries"),
                "--holdfast.rails.bitcoin.poll-interval-millis=50",
                "--holdfast.rails.bitcoin.resend-after-millis=1000"));
    arguments.addAll(List.of(properties));
    return new Program(data, application.run(arguments.toArray(String[]::new)));
  }

  /**
   * Another node on this one's database, with its secrets and on its chain: what one does, the
   * other sees.
   */
  Program another(Path folder, String... properties) throws IOException {
    Files.createDirectories(folder.resolve("secrets"));
    try (Stream<Path> secrets = Files.list(data.resolve("secrets"))) {
      for (Path secret : secrets.toList()) {
        Files.copy(
            secret,
            folder.resolve("secrets").resolve(secret.getFileName()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Database database = bean(Database.class);
    List<String> all =
        new ArrayList<>(
            List.of(
                "--holdfast.database.url=" + database.jdbcUrl(),
                "--holdfast.database.username=" + database.username(),
                "--holdfast.database.password=" + database.password()));
    all.addAll(List.of(properties));
    return start(folder, all.toArray(String[]::new));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** What the program says of itself (OpenAPI). */
  String description() {
    return visitor().get("/v3/api-docs").toString();
  }

  /** The access token of a user of the sandbox. */
  String tokenOfSandbox(String name) throws IOException {
    String password = Files.readString(data.resolve("secrets/sandbox-password")).strip();
    return visitor()
        .post("/api/auth/login", Map.of("email", name + "@sandbox.test", "password", password))
        .get("accessToken")
        .asString();
  }

  /** A user of the sandbox, signed in by the password of all. */
  public Person signInToSandbox(String name) throws IOException {
    return signIn(name + "@sandbox.test", sandboxPassword());
  }

  public String sandboxPassword() throws IOException {
    return Files.readString(data.resolve("secrets/sandbox-password")).strip();
  }

  Person signIn(String email, String password) {
    return Person.signIn(url(), email, password);
  }

  /** Somebody who has not shown who they are. */
  Person visitor() {
    return Person.by(url(), null);
  }

  Person personBy(String accessToken) {
    return Person.by(url(), accessToken);
  }

  private String url() {
    return "http://" + domain();
  }

  /** As a browser shows it. */
  public String domain() {
    return "127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** The sandbox's chain as its node tells it, past the ledger. */
  BitcoinRpc node() {
    return new HttpBitcoinRpc(context.getBean(NodeEndpoint.class));
  }

  /** The ledger's own database, past the ledger. */
  JdbcClient database() {
    return JdbcClient.create(context.getBean(DataSource.class));
  }

  /** What {@code ./holdfast verify} tells of it while it runs. */
  String verified() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
      VerifyMain.verify(out, "--holdfast.data-dir=" + data);
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  /** What the key file of the Bitcoin rail holds. */
  <K> K key(Function<byte[], K> made) {
    Path secrets = data.resolve("secrets");
    return new KeyFile(
            secrets.resolve("bitcoin-key"),
            secrets.resolve("bitcoin-passphrase"),
            new SecureRandom())
        .open(made);
  }

  @Override
  public void close() {
    context.close();
  }
}
