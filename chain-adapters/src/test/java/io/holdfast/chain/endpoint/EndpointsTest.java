package io.holdfast.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.chain.endpoint.EndpointState.Health;
import io.holdfast.chain.endpoint.FakeServer.Mood;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointsTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(7_000), ZoneOffset.UTC);
  private static final EndpointRules RULES = new EndpointRules(3, 1, 3, 60_000, 0, 1);

  private final FakeServer first = new FakeServer("first");
  private final FakeServer second = new FakeServer("second");

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HANG", "BUSY", "FAIL", "TRUNCATE"})
  void asksTheOtherAtOnceWhateverIsWrongWithTheFirst(Mood mood) {
    Endpoints<Speaker> both = endpoints(RULES, first, second);
    first.is(mood);

    assertThat(ask(both)).isEqualTo("second");
    assertThat(first.asked()).isOne();
  }

  @Test
  void staysWithTheOneThatAnsweredLast() {
    Endpoints<Speaker> both = endpoints(RULES, first, second);
    first.is(Mood.FAIL, 1);
    ask(both);

    assertThat(ask(both)).isEqualTo("second");
    assertThat(both.states()).extracting(EndpointState::preferred).containsExactly(false, true);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "FAIL", "TRUNCATE"})
  void asksTheOnlyOneAgainThreeTimes(Mood mood) {
    Endpoints<Speaker> one = endpoints(rarelyResting(), first);
    first.is(mood, 3);

    assertThat(ask(one)).isEqualTo("first");
    assertThat(first.asked()).isEqualTo(4);
  }

  @Test
  void asksEachOfThemOnceForWhomALateAnswerIsNone() {
    Speaker once = endpoints(rarelyResting(), first, second).asOneOnce(Speaker.class);
    first.is(Mood.BUSY);
    assertThat(once.who()).isEqualTo("second");

    second.is(Mood.BUSY);
    assertThatThrownBy(once::who).isInstanceOf(NodeUnreachable.class);
    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isEqualTo(2);
  }

  @Test
  void givesUpAfterTheThird() {
    Endpoints<Speaker> one = endpoints(rarelyResting(), first);
    first.is(Mood.BUSY);

    assertThatThrownBy(() -> ask(one)).isInstanceOf(NodeUnreachable.class);
    assertThat(first.asked()).isEqualTo(4);
  }

  @Test
  void repeatsNoQuestionThatHasCostItsWholeTimeAlready() {
    Endpoints<Speaker> one = endpoints(RULES, first);
    first.is(Mood.HANG);

    assertThatThrownBy(() -> ask(one)).isInstanceOf(NodeTimedOut.class);
    assertThat(first.asked()).isOne();
  }

  @Test
  void takesANoForAnAnswer() {
    Endpoints<Speaker> both = endpoints(RULES, first, second);
    first.is(Mood.REFUSE);

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> ask(both)).isInstanceOf(RpcError.class);
    }
    assertThat(first.asked()).isEqualTo(10);
    assertThat(second.asked()).isZero();
    assertThat(both.states().getFirst().health()).isEqualTo(Health.WELL);
  }

  @Test
  void leavesAnEndpointAloneAfterFailuresInARow() {
    Endpoints<Speaker> one = endpoints(RULES, first);
    first.is(Mood.TRUNCATE, 3);

    assertThatThrownBy(() -> ask(one)).isInstanceOf(NodeUnreachable.class);

    assertThat(first.asked()).isEqualTo(3);
    assertThat(one.states())
        .singleElement()
        .satisfies(
            state -> {
              assertThat(state.health()).isEqualTo(Health.RESTING);
              assertThat(state.lastError()).isNotBlank();
              assertThat(state.lastErrorAtMillis()).isEqualTo(7_000);
            });
  }

  @Test
  void triesAnEndpointOutWhenItHasRested() {
    Endpoints<Speaker> one = endpoints(new EndpointRules(0, 1, 1, 20, 0, 1), first);
    first.is(Mood.FAIL, 1);
    assertThatThrownBy(() -> ask(one)).isInstanceOf(NodeUnreachable.class);

    await().untilAsserted(() -> assertThat(ask(one)).isEqualTo("first"));
    assertThat(one.states().getFirst().health()).isEqualTo(Health.WELL);
  }

  @Test
  void asksAnotherFirstWhenWhatTheFirstSaysCannotBeFollowed() {
    Endpoints<Speaker> both = endpoints(RULES, first, second);

    both.turnAway("it is behind us");

    assertThat(ask(both)).isEqualTo("second");
  }

  @Test
  void asksAnEndpointNoOftenerThanItsLimit() {
    long start = System.nanoTime();
    Endpoints<Speaker> one = endpoints(new EndpointRules(0, 1, 100, 1, 5, 1), first);

    for (int i = 0; i < 11; i++) {
      ask(one);
    }

    assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThan(900);
  }

  @Test
  void tellsHowEachIsDoingWithoutItsCredentials() {
    Endpoints<Speaker> both = endpoints(RULES, first, second);
    ask(both);

    assertThat(both.states().getFirst().name())
        .startsWith("http://127.0.0.1:")
        .doesNotContain("secret")
        .doesNotContain("key-in-the-path");
    assertThat(both.states().getFirst().latencyMillis()).isNotNegative();
    assertThat(both.states().getLast().latencyMillis()).isEqualTo(-1);
  }

  @Test
  void saysWhatWasWrongWithTheOneThatWasAskedFirst() {
    Endpoints<Speaker> both = endpoints(new EndpointRules(0, 1, 9, 1, 0, 1), first, second);
    first.is(Mood.TRUNCATE);
    second.is(Mood.BUSY);

    assertThatThrownBy(() -> ask(both)).isInstanceOf(NodeAnsweredRubbish.class);
  }

  private static EndpointRules rarelyResting() {
    return new EndpointRules(3, 1, 100, 60_000, 0, 1);
  }

  private static Endpoints<Speaker> endpoints(EndpointRules rules, FakeServer... servers) {
    List<Endpoint<Speaker>> all =
        Stream.of(servers)
            .map(
                it ->
                    new Endpoint<>(
                        it.endpoint().name(), it.client(), _ -> Optional.empty(), rules, CLOCK))
            .toList();
    return new Endpoints<>(all, rules);
  }

  private static String ask(Endpoints<Speaker> endpoints) {
    return endpoints.asOne(Speaker.class).who();
  }
}
