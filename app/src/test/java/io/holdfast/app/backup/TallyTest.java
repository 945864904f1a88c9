package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void isTheSumOfTheDigestsOfTheRows() throws NoSuchAlgorithmException {
    List<String> rows = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
    BigInteger sum = BigInteger.ZERO;
    for (String row : rows) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8));
      sum = sum.add(new BigInteger(1, digest));
    }

    Tally.Sum tally = of(rows);

    assertThat(new BigInteger(tally.digest(), 16))
        .isEqualTo(sum.mod(BigInteger.ONE.shiftLeft(256)));
    assertThat(tally.rows()).isEqualTo(500);
    assertThat(tally.bytes()).isEqualTo(10 + 2 * 90 + 3 * 400);
  }

  @Test
  void doesNotKnowTheOrder() {
    assertThat(of(List.of("a", "b", "c"))).isEqualTo(of(List.of("c", "a", "b")));
  }

  @Test
  void knowsHowOftenARowIsThere() {
    assertThat(of(List.of("a", "a"))).isNotEqualTo(of(List.of("b", "b")));
    assertThat(of(List.of("a"))).isNotEqualTo(of(List.of("a", "a")));
    assertThat(of(List.of("ab"))).isNotEqualTo(of(List.of("a", "b")));
  }

  private static Tally.Sum of(List<String> rows) {
    Tally tally = new Tally();
    rows.forEach(row -> tally.add(row.getBytes(UTF_8)));
    return tally.sum();
  }
}
