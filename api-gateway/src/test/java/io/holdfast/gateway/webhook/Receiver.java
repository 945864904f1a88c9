package io.holdfast.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody else's program, which is told. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile ToIntFunction<Heard> answer = _ -> 204;

  /** One request. */
  record Heard(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElseThrow();
    }

    String id() {
      return header("webhook-id");
    }

    boolean isSignedBy(Secret secret) {
      String signed = secret.sign(id(), Long.parseLong(header("webhook-timestamp")), body);
      return List.of(header("webhook-signature").split(" ", -1)).contains(signed);
    }
  }

  Receiver() throws IOException {
    this(HttpServer.create(anyPort(), 100), "http");
  }

  /** Behind TLS, with a certificate that nobody knows. */
  static Receiver ofNobodyKnown(Path folder) throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(anyPort(), 100);
    server.setHttpsConfigurator(new HttpsConfigurator(ownCertificate(folder.resolve("keys"))));
    return new Receiver(server, "https");
  }

  private Receiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::hear);
    server.start();
  }

  /** Below 0 it never answers. */
  void answers(ToIntFunction<Heard> status) {
    answer = status;
  }

  String url(String path) {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Heard> heardAt(String path) {
    return heard.stream().filter(one -> one.path().equals(path)).toList();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext ownCertificate(Path store)
      throws IOException, GeneralSecurityException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias here -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
                        + " -storetype PKCS12 -storepass changeit -keystore "
                        + store)
                    .split(" ", -1))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), UTF_8);
    if (made.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
    char[] word = "changeit".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), word), word);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void hear(HttpExchange exchange) throws IOException {
    Heard one =
        new Heard(
            exchange.getRequestURI().getPath(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    heard.add(one);
    int status = answer.applyAsInt(one);
    if (status < 0) {
      hang();
    }
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
    }
    exchange.sendResponseHeaders(Math.abs(status), -1);
    exchange.close();
  }

  private void hang() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("never answered");
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
