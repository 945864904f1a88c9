package io.holdfast.command.solvency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.solvency.Position;
import io.holdfast.api.solvency.PublishSolvencyReport;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.api.solvency.SolvencyReportId;
import io.holdfast.api.solvency.SolvencyReportPublished;
import io.holdfast.api.solvency.SolvencyReportRequested;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolvencyReportTest {
  private static final SolvencyReportId ID = new SolvencyReportId("solvency:1");
  private static final RequestSolvencyReport REQUEST = new RequestSolvencyReport(ID, "user:adam");
  private static final SolvencyEvent REQUESTED =
      new SolvencyReportRequested("solvency:1", "user:adam");

  @Test
  void isAskedForOnceHoweverManyAsk() {
    assertThat(SolvencyReport.decide(REQUEST, SolvencyReport.UNASKED)).containsExactly(REQUESTED);
    assertThat(SolvencyReport.decide(REQUEST, after(REQUESTED))).isEmpty();
    assertThat(SolvencyReport.decide(REQUEST, after(published("7")))).isEmpty();
  }

  @Test
  void isPublishedOnceAndStays() {
    assertThat(SolvencyReport.decide(publish("7"), after(REQUESTED)))
        .containsExactly(published("7"));
    assertThat(SolvencyReport.decide(publish("7"), after(published("7")))).isEmpty();
    assertThatThrownBy(() -> SolvencyReport.decide(publish("8"), after(published("7"))))
        .isInstanceOfSatisfying(
            Rejection.class,
            no -> assertThat(no.code()).isEqualTo(ErrorCode.ALREADY_EXISTS_DIFFERENT));
  }

  @Test
  void isNotPublishedWhereNobodyAsked() {
    assertThatThrownBy(() -> SolvencyReport.decide(publish("7"), SolvencyReport.UNASKED))
        .isInstanceOfSatisfying(
            Rejection.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static SolvencyReport after(SolvencyEvent event) {
    return SolvencyReport.evolve(event);
  }

  private static PublishSolvencyReport publish(String owed) {
    return new PublishSolvencyReport(ID, positions(owed));
  }

  private static SolvencyEvent published(String owed) {
    return new SolvencyReportPublished("solvency:1", positions(owed));
  }

  private static List<Position> positions(String owed) {
    return List.of(new Position("BTC", 3, owed, 1, "AA==", null, null, -1, null));
  }
}
