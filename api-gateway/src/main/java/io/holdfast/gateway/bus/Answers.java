package io.holdfast.gateway.bus;

import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.View;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The forms in which REST answers. Each tells by {@value #LOG_INDEX} how fresh it is. */
public final class Answers {
  public static final String LOG_INDEX = "X-Log-Index";

  private Answers() {}

  /** Some rows; {@code next} is the cursor for {@code ?after=}, or null at the end. */
  public record Rows<V>(List<V> items, @Nullable String next) {}

  public static <V extends View> ResponseEntity<Rows<V>> rows(Page<V> page) {
    return at(HttpStatus.OK, page.logIndex()).body(new Rows<>(page.items(), page.next()));
  }

  public static <V extends View> ResponseEntity<V> row(Page<V> page) {
    return row(HttpStatus.OK, page);
  }

  public static <V extends View> ResponseEntity<V> created(Page<V> page) {
    return row(HttpStatus.CREATED, page);
  }

  /** An answer of another form, at the index that a command reached; 0 tells none. */
  public static ResponseEntity.BodyBuilder at(HttpStatus status, long logIndex) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    return logIndex == 0 ? answer : answer.header(LOG_INDEX, Long.toString(logIndex));
  }

  /** Which rows a list's parameters ask for. */
  public static PageRequest page(@Nullable String after, @Nullable Integer limit) {
    return new PageRequest(after, limit == null ? PageRequest.DEFAULT_LIMIT : limit);
  }

  /** The first row only. */
  public static PageRequest single() {
    return new PageRequest(null, 1);
  }

  private static <V extends View> ResponseEntity<V> row(HttpStatus status, Page<V> page) {
    return at(status, page.logIndex()).body(page.items().getFirst());
  }
}
