package io.holdfast.chain.bitcoin.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** How we prove to a node that we may ask. Prints no secret. */
public sealed interface Credentials {
  /**
   * The value of the {@code Authorization} header.
   *
   * @throws NodeUnreachable when they cannot be had now
   */
  String authorization();

  record UserPassword(String user, String password) implements Credentials {
    @Override
    public String authorization() {
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
    public String authorization() {
      try {
        return basic(Files.readString(file).strip());
      } catch (IOException e) {
        throw new NodeUnreachable("cannot read the node's cookie file " + file, e);
      }
    }
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }
}
