package io.holdfast.chain.endpoint;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a rail's endpoints are treated; {@code holdfast.rails.<id>.endpoint-rules.*}.
 *
 * @param retries so often a question that no endpoint answers is asked again
 * @param retryDelayMillis before the first of these; each later delay is twice the one before
 * @param failuresToRest an endpoint that fails so often in a row is left alone for a while
 * @param restMillis that while; after it, one question tries the endpoint out
 * @param requestsPerSecond questions to each endpoint, of which a long one may take more than one
 *     request; 0 sets no limit
 * @param agreement a block counts when so many endpoints give the same hash at its height
 */
public record EndpointRules(
    @DefaultValue("3") @Min(0) @Max(10) int retries,
    @DefaultValue("1000") @Min(1) @Max(60_000) long retryDelayMillis,
    @DefaultValue("3") @Min(1) @Max(100) int failuresToRest,
    @DefaultValue("10000") @Min(1) @Max(3_600_000) long restMillis,
    @DefaultValue("0") @Min(0) @Max(100_000) int requestsPerSecond,
    @DefaultValue("1") @Min(1) @Max(10) int agreement) {
  /** As they are when nothing is configured. */
  public static final EndpointRules DEFAULT = new EndpointRules(3, 1_000, 3, 10_000, 0, 1);

  /** What is said of rules that ask for the impossible. */
  public static final String AGREEMENT =
      "endpoint-rules.agreement must be 1, or more than half of the endpoints and no more than"
          + " there are";

  /** Agreement among no more than there are, and of more than half: else two could lie in turn. */
  public boolean areFor(int endpoints) {
    return agreement == 1 || (agreement <= endpoints && 2 * agreement > endpoints);
  }
}
