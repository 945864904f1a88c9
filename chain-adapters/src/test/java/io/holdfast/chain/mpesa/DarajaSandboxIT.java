package io.holdfast.chain.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.api.mpesa.KenyanPhone;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.chain.mpesa.daraja.DarajaAccount;
import io.holdfast.chain.mpesa.daraja.HttpDaraja;
import io.holdfast.chain.mpesa.daraja.Push;
import io.holdfast.chain.mpesa.daraja.PushAnswer;
import io.holdfast.chain.mpesa.daraja.QueryAnswer;
import io.holdfast.chain.mpesa.daraja.StkCallback;
import io.holdfast.chain.mpesa.sandbox.DarajaSandbox;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and the sandbox's M-Pesa over HTTP, with every kind of phone. */
class DarajaSandboxIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(200);

  private final List<StkCallback> heard = new CopyOnWriteArrayList<>();
  private final DarajaSandbox sandbox =
      new DarajaSandbox(
          Clock.systemUTC(), new SecureRandom(), ANSWERS_AFTER, Duration.ofSeconds(2));
  private final HttpDaraja daraja = new HttpDaraja(sandbox.account(), Clock.systemUTC());
  private HttpServer listener;

  @BeforeEach
  void listen() throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          heard.add(StkCallback.read(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    listener.start();
  }

  @AfterEach
  void close() {
    listener.stop(0);
    sandbox.close();
  }

  @Test
  void paysAndCallsBack() {
    String name = taken("0712340000");
    assertThat(daraja.query(name)).isIn(new QueryAnswer.Pending(), new QueryAnswer.Ended("0"));
    awaitResult(name, "0");
    await().atMost(LONG).until(() -> heard.size() == 1);
    StkCallback told = heard.getFirst();
    assertThat(told.checkoutRequestId()).isEqualTo(name).endsWith("254712340000");
    assertThat(told.cents()).isEqualTo(BigInteger.valueOf(150_000));
    assertThat(told.receipt()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001", "0017", "0026", "1001", "1019", "1025", "1032", "1037", "2001", "9999", "4711"
      })
  void saysEachResult(String digits) {
    String result = Integer.toString(Integer.parseInt(digits));
    awaitResult(taken("071234" + digits), result);
    await().atMost(LONG).until(() -> heard.size() == 1);
    assertThat(heard.getFirst().result()).isEqualTo(result);
    assertThat(heard.getFirst().receipt()).isNull();
  }

  @Test
  void callsBackNeverOrThreeTimesOrFirst() {
    awaitResult(taken("0712347001"), "0");
    assertThat(push("0712347004")).isInstanceOf(PushAnswer.Taken.class);
    assertThat(heard).hasSize(1);
    awaitResult(taken("0712347003"), "0");
    await().atMost(LONG).until(() -> heard.size() == 4);
    assertThat(heard.subList(1, 4)).containsOnly(heard.get(1));
  }

  @Test
  void tellsAnAmountInDecimalsOrAnotherOne() {
    taken("0712347005");
    await().atMost(LONG).until(() -> heard.size() == 1);
    taken("0712347006");
    await().atMost(LONG).until(() -> heard.size() == 2);
    assertThat(heard)
        .extracting(StkCallback::cents)
        .containsExactly(BigInteger.valueOf(150_000), BigInteger.valueOf(150_100));
  }

  @Test
  void letsATokenEndOnce() {
    assertThat(push("0712347007")).isInstanceOf(PushAnswer.NotSent.class);
    assertThat(push("0712347007")).isInstanceOf(PushAnswer.Taken.class);
  }

  @Test
  void failsToAnswerAPush() {
    assertThat(push("0712347008")).isInstanceOf(PushAnswer.Unclear.class);
    assertThat(push("0712347012")).isInstanceOf(PushAnswer.Refused.class);
    assertThat(push("0712347010")).isInstanceOf(PushAnswer.Unclear.class);
    assertThat(push("0712347009")).isInstanceOf(PushAnswer.Unclear.class);
    await().atMost(LONG).until(() -> heard.size() == 1);
    assertThat(heard.getFirst().isPaid()).isTrue();
  }

  @Test
  void paysAfterATimeOut() {
    String name = taken("0712347011");
    await().atMost(LONG).until(() -> heard.size() == 2);
    assertThat(heard).extracting(StkCallback::result).containsExactlyInAnyOrder("1037", "0");
    awaitResult(name, "0");
  }

  @Test
  void letsNobodyInWithoutItsSecrets() {
    DarajaAccount account = sandbox.account();
    HttpDaraja stranger =
        new HttpDaraja(
            new DarajaAccount(
                account.url(),
                account.consumerKey(),
                "guess",
                account.passkey(),
                account.shortCode(),
                account.partyB(),
                account.transactionType(),
                account.readTimeout()),
            Clock.systemUTC());
    assertThatExceptionOfType(NodeAnsweredRubbish.class).isThrownBy(stranger::knock);
    assertThat(account).asString().doesNotContain(account.passkey());
    daraja.knock();
  }

  private String taken(String phone) {
    assertThat(push(phone)).isInstanceOf(PushAnswer.Taken.class);
    return ((PushAnswer.Taken) pushed).checkoutRequestId();
  }

  private PushAnswer pushed;

  private PushAnswer push(String phone) {
    pushed =
        daraja.push(
            new Push(
                KenyanPhone.of(phone),
                new Shillings(1_500),
                "ORDER1",
                URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/x")));
    return pushed;
  }

  private void awaitResult(String name, String result) {
    await().atMost(LONG).until(() -> daraja.query(name).equals(new QueryAnswer.Ended(result)));
  }
}
