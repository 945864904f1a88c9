package io.holdfast.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.statement.AsOf;
import io.holdfast.gateway.GatewayHarness;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The doors of statements, and of why a balance is what it is. */
class StatementIT {
  private static final String ALICES = "/api/accounts/account:alice-main";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    for (String name : List.of("alice", "bob", "carol")) {
      gateway
          .ledger()
          .put(
              new AccountView(
                  "account:" + name + "-main",
                  "user:" + name,
                  "Main",
                  List.of(),
                  List.of(),
                  gateway.ledger().nextIndex()));
    }
    line("alice", "=1+1", "5");
    line("carol", "deposit:1", "6");
  }

  private static void line(String name, String reference, String after) {
    gateway
        .ledger()
        .put(
            new JournalLineView(
                "account:" + name + "-main",
                "entry:" + name,
                "DEPOSIT",
                reference,
                "BTC",
                "5",
                after,
                "account:x,account:y",
                1_000,
                gateway.ledger().nextIndex()));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aStatementHasABeginningPostingsAndAnEnd() {
    get("alice", ALICES + "/statement?asset=BTC")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.opening")
        .isEqualTo("0")
        .jsonPath("$.closing")
        .isEqualTo("5")
        .jsonPath("$.postings")
        .isEqualTo(1)
        .jsonPath("$.items[0].entryId")
        .isEqualTo("entry:alice")
        .jsonPath("$.to.logIndex")
        .isNumber();
  }

  @Test
  void asCsvItIsOneFileThatAddsUpAndIsNoFormula() {
    ResponseSpec answer = get("alice", ALICES + "/statement.csv?asset=BTC");
    answer
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType("text/csv;charset=UTF-8")
        .expectHeader()
        .valueMatches("Content-Disposition", "attachment; filename=\"statement-BTC-0-\\d+\\.csv\"");
    String whole = text(answer);
    List<String> lines = List.of(whole.split("\r\n"));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo("what,log_index,time,kind,reference,entry,counterparties,asset,amount,balance");
    assertThat(lines.get(1)).isEqualTo("OPENING,0,,,,,,BTC,,0");
    assertThat(lines.get(2))
        .matches(
            "POSTING,\\d+,1970-01-01T00:00:01Z,DEPOSIT,'=1\\+1,entry:alice,\"account:x,account:y\",BTC,5,5");
    assertThat(lines.get(3)).matches("CLOSING,\\d+,1970-01-01T00:00:01Z,,,,,BTC,,5");
    assertThat(whole).endsWith("\r\n");
  }

  @Test
  void oneThatDoesNotAddUpIsNeverFinished() {
    assertThat(catchText(get("audrey", "/api/accounts/account:carol-main/statement.csv?asset=BTC")))
        .doesNotContain("CLOSING");
  }

  private static String catchText(ResponseSpec answer) {
    try {
      return text(answer);
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static String text(ResponseSpec answer) {
    String text = answer.expectBody(String.class).returnResult().getResponseBody();
    return text == null ? "" : text;
  }

  @Test
  void aPeriodByTimesEndsBeforeItsSecondOne() {
    get("alice", ALICES + "/statement?asset=BTC&from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02Z")
        .expectStatus()
        .isOk();
    assertThat(asked()).startsWith(AsOf.time(999), AsOf.time(1_999));
    get("alice", ALICES + "/statement?asset=BTC&fromIndex=1&toIndex=2").expectStatus().isOk();
    assertThat(asked()).startsWith(AsOf.index(1), AsOf.index(2));
    get("alice", ALICES + "/statement?asset=BTC").expectStatus().isOk();
    assertThat(asked()).startsWith(AsOf.index(0), AsOf.LATEST);
  }

  /** From and to of the last statement; the postings between are asked for after it. */
  private static List<AsOf> asked() {
    List<AsOf> all = gateway.ledger().asOf();
    return all.subList(all.size() - 3, all.size());
  }

  @ParameterizedTest
  @CsvSource({
    "/statement, UNKNOWN_ASSET",
    "/statement?asset=EUR, UNKNOWN_ASSET",
    "/statement.csv?asset=EUR, UNKNOWN_ASSET",
    "/statement?asset=BTC&from=1970-01-01T00:00Z&fromIndex=1, MALFORMED_REQUEST",
    "/statement?asset=BTC&toIndex=-1, MALFORMED_REQUEST",
    "/statement?asset=BTC&to=tomorrow, MALFORMED_REQUEST",
    "/statement?asset=BTC&limit=201, MALFORMED_REQUEST",
    "/statement.csv?asset=BTC&toIndex=x, MALFORMED_REQUEST",
    "/why, UNKNOWN_ASSET",
    "/why?asset=BTC&index=x, MALFORMED_REQUEST",
    "/why/order:1?asset=BTC, MALFORMED_ID",
  })
  void whatHasNotTheFormIsRefused(String path, String code) {
    get("alice", ALICES + path)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }

  @Test
  void aBalanceIsMadeOfPostingsAndEachHasAReason() {
    get("alice", ALICES + "/why?asset=BTC&at=1970-01-01T00:00:01Z")
        .expectBody()
        .jsonPath("$.posted")
        .isEqualTo("5")
        .jsonPath("$.items[0].reference")
        .isEqualTo("=1+1");
    get("alice", ALICES + "/why/entry:alice?asset=BTC")
        .expectBody()
        .jsonPath("$.cause.blockHash")
        .isEqualTo("07")
        .jsonPath("$.cause.session")
        .doesNotExist()
        .jsonPath("$.lines[0].amount")
        .isEqualTo("5");
  }

  private static ResponseSpec get(String caller, String path) {
    return gateway
        .as(caller)
        .get()
        .uri(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .exchange();
  }
}
