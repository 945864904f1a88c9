package io.holdfast.chain.endpoint;

import java.util.List;

/** A rail's endpoints, for those who show how they are doing. One bean for each rail. */
public record RailEndpoints(String rail, Endpoints<?> endpoints) {
  public List<EndpointState> states() {
    return endpoints.states();
  }
}
