package io.holdfast.app.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param url JDBC address of a PostgreSQL of one's own; empty for the embedded one
 * @param username for one's own
 * @param password for one's own
 * @param binariesDir where the embedded one's programs are unpacked
 * @param poolSize connections for commands and projections, as many again at most for reads
 */
@Validated
@ConfigurationProperties("holdfast.database")
public record DatabaseProperties(
    @NotNull String url,
    @NotNull String username,
    @NotNull String password,
    @NotNull Path binariesDir,
    @Min(4) @Max(200) int poolSize) {
  @Override
  public String toString() {
    return url.isEmpty() ? "embedded" : url;
  }
}
