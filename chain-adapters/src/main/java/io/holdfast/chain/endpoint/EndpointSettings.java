package io.holdfast.chain.endpoint;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of a rail's endpoints, {@code holdfast.rails.<id>.endpoints[n].*}. Prints no credentials.
 *
 * @param cookieFile a Bitcoin node's {@code .cookie}, instead of user name and password
 * @param token sent as {@code Authorization: Bearer}
 */
public record EndpointSettings(
    @NotNull URI url,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path cookieFile,
    @Nullable String token) {

  @AssertTrue(message = "set username and password, or cookie-file, or token, or none of them")
  boolean isOneKindOfCredentials() {
    return (username == null) == (password == null)
        && Stream.of(username, cookieFile, token).filter(set -> set != null).count() <= 1;
  }

  /**
   * A rail's endpoints, the one to ask first at the head: the one of its own url, or the list.
   *
   * @throws IllegalStateException where there is neither
   */
  public static List<EndpointSettings> oneOrSeveral(
      String rail, @Nullable URI url, @Nullable String token, List<EndpointSettings> several) {
    if (!several.isEmpty()) {
      return several;
    }
    if (url == null) {
      throw new IllegalStateException(
          "holdfast.rails."
              + rail
              + ".url is not set: give the address of a node, or of several in .endpoints, or"
              + " switch the rail off.");
    }
    return List.of(new EndpointSettings(url, null, null, null, token));
  }

  public NodeEndpoint toEndpoint() {
    return new NodeEndpoint(url, credentials());
  }

  public Credentials credentials() {
    if (cookieFile != null) {
      return new Credentials.CookieFile(cookieFile);
    }
    if (token != null) {
      return new Credentials.Bearer(token);
    }
    return username != null && password != null
        ? new Credentials.UserPassword(username, password)
        : Credentials.NONE;
  }

  @Override
  public String toString() {
    return "EndpointSettings[" + url.getScheme() + "://" + url.getAuthority() + "]";
  }
}
