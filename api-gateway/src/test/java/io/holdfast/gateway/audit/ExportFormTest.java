package io.holdfast.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.identity.MetaKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormTest {
  private static AuditedEvent by(String actor) {
    return new AuditedEvent(
        7,
        1_000,
        "Posted",
        null,
        "account:a",
        0,
        "e-7",
        Map.of(MetaKeys.ACTOR, actor),
        "{\"a\":\"x,y\"}");
  }

  @Test
  void csvHasAColumnForEachNameOfItsHead() {
    assertThat(ExportForm.CSV.head())
        .isEqualTo(
            "logIndex,at,type,revision,aggregateId,sequenceNumber,eventId,actor,session,"
                + "correlationId,causationId,cause,requestId,rail,height,blockHash,transaction,"
                + "event\r\n");
    assertThat(ExportForm.CSV.line(by("user:a")))
        .isEqualTo(
            "7,1970-01-01T00:00:01Z,Posted,,account:a,0,e-7,user:a,,,,,,,,,,"
                + "\"{\"\"a\"\":\"\"x,y\"\"}\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1"})
  void csvHasNothingThatASpreadsheetTakesForAFormula(String formula) {
    assertThat(ExportForm.CSV.line(by(formula)))
        .doesNotContain("," + formula)
        .doesNotContain(",\"" + formula)
        .contains("'" + formula);
  }

  @Test
  void csvQuotesWhatWouldEndAFieldOrARow() {
    assertThat(ExportForm.CSV.line(by("a\"b,c\r\nd"))).contains(",\"a\"\"b,c\r\nd\",");
  }

  @Test
  void ndjsonHasAnEventInALine() {
    assertThat(ExportForm.NDJSON.head()).isEmpty();
    assertThat(ExportForm.NDJSON.line(by("user:\na")))
        .startsWith("{\"logIndex\":7,")
        .contains("\"event\":{\"a\":\"x,y\"}")
        .endsWith("}\n")
        .containsOnlyOnce("\n");
  }
}
