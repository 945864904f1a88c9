package io.holdfast.chain.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** How we prove to a node that we may ask. Prints no secret. */
public sealed interface Credentials {
  /** Nothing to prove: the node asks for nothing, or the url says it. */
  Credentials NONE = new None();

  /**
   * The value of the {@code Authorization} header, if there is to be one.
   *
   * @throws NodeUnreachable when they cannot be had now
   */
  Optional<String> authorization();

  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  record Bearer(String token) implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer";
    }
  }

  record UserPassword(String user, String password) implements Credentials {
    @Override
    public Optional<String> authorization() {
      return basic(user + ":" + password);
    }

    @Override
    public String toString() {
      return "UserPassword[" + user + "]";
    }
  }

  /** The file {@code .cookie} of the node, which is another after each of its starts. */
  record CookieFile(Path file) implements Credentials {
    @Override
    public Optional<String> authorization() {
      try {
        return basic(Files.readString(file).strip());
      } catch (IOException e) {
        throw new NodeUnreachable("cannot read the node's cookie file " + file, e);
      }
    }
  }

  private static Optional<String> basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
  }
}
