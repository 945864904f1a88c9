package io.holdfast.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void cellsAreApartByCommasAndLinesEndAsTheStandardSays() {
    assertThat(Csv.line("a", null, 7L, "-5")).isEqualTo("a,,7,-5\r\n");
  }

  @Test
  void whatWouldBreakALineStandsInQuotes() {
    assertThat(Csv.line("a,b", "say \"no\"", "one\ntwo"))
        .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"one\ntwo\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1+1", "@SUM(A1)", "--1", "-", "\t=1", "=cmd|' /C calc'!A0"})
  void noTextIsTakenForAFormula(String text) {
    assertThat(Csv.line(text)).isEqualTo("'" + text + "\r\n");
  }

  @Test
  void norIsOneThatNeedsQuotesBesides() {
    assertThat(Csv.line("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    assertThat(Csv.line("\r=1")).isEqualTo("\"'\r=1\"\r\n");
  }
}
