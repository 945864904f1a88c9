package io.holdfast.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Defect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class WakeTest {
  private final WakeHub hub = new WakeHub();
  private final List<String> heard = new ArrayList<>();

  @Test
  void travelsAsText() {
    Wake wake = new Wake(7, List.of("account", "deposit-request"));

    assertThat(wake.payload()).isEqualTo("7 account,deposit-request");
    assertThat(Wake.parse(wake.payload())).isEqualTo(wake);
    assertThat(Wake.parse("7 ")).isEqualTo(new Wake(7, List.of()));
    assertThatThrownBy(() -> Wake.parse("rubbish")).isInstanceOf(Defect.class);
  }

  @Test
  void reachesOnlyThoseWhomItConcernsAndNobodyWhoLeft() {
    Disposable rails = hub.listen("rail", () -> heard.add("rail"));
    hub.listen("account", () -> heard.add("account"));

    hub.wake(new Wake(1, List.of("rail")));
    rails.dispose();
    hub.wake(new Wake(2, List.of("rail", "account")));

    assertThat(heard).containsExactly("rail", "account");
    assertThat(hub.generation("rail")).isEqualTo(2);
  }

  @Test
  void aLookThatFindsMoreWakesEverybody() {
    hub.listen("rail", () -> heard.add("rail"));

    hub.lookedUp(5);
    hub.lookedUp(5);
    hub.lookedUp(4);

    assertThat(heard).containsExactly("rail");
    assertThat(hub.position()).isEqualTo(5);
    assertThat(hub.generation("account")).isEqualTo(1);
  }

  @Test
  void whoWasDeafWakesEverybodyThoughALaterWakeCameFirst() {
    hub.listen("account", () -> heard.add("account"));
    hub.wake(new Wake(11, List.of("rail")));

    hub.heardAgain(11);

    assertThat(heard).containsExactly("account");
    assertThat(hub.generation("account")).isEqualTo(1);
  }

  @Test
  void answersThoseWhoWaitForAnIndexOnceItIsReached() {
    StepVerifier.create(hub.reached(3))
        .then(() -> hub.wake(new Wake(2, List.of())))
        .expectNoEvent(Duration.ofMillis(1))
        .then(() -> hub.wake(new Wake(3, List.of())))
        .expectNext(3L)
        .verifyComplete();
    StepVerifier.create(hub.reached(3)).expectNext(3L).verifyComplete();
  }
}
