package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.StreamClient;
import io.holdfast.gateway.StreamClient.Seen;
import io.holdfast.gateway.StreamClient.Wish;
import io.holdfast.gateway.security.Access.Named;
import io.holdfast.gateway.security.Access.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Watches streams as somebody, over every kind of socket, and judges what comes. */
final class AccessStreams implements AutoCloseable {
  private final GatewayHarness gateway;
  private final StreamClient client;

  AccessStreams(GatewayHarness gateway) {
    this.gateway = gateway;
    this.client = new StreamClient(gateway);
  }

  void judge(AccessRules.Stream stream, Named named, @Nullable String caller, Outcome expected) {
    String token = caller == null ? null : gateway.token(caller);
    Wish wish = new Wish(stream.view(), account(named, caller == null ? "alice" : caller), token);
    boolean list = stream.whose() == Whose.SHOWN && named == Named.NOTHING;
    Predicate<JsonNode> last = row -> !list || isOfTheLast(row);
    judge(client.overRSocket(wish, last), caller, expected);
    judge(client.overWebSocket(wish, last), caller, expected);
  }

  private static @Nullable String account(Named named, String caller) {
    return switch (named) {
      case OWN -> "account:" + caller + "-main";
      case ANOTHERS -> "account:bob-main";
      case NOBODYS -> "account:none-main";
      case NOTHING -> null;
    };
  }

  /** The newest row of every kind is of one person: it comes after what must not be shown. */
  private static boolean isOfTheLast(JsonNode row) {
    return AccessIT.ownerOf(row).equals("user:" + AccessStage.LAST);
  }

  private static void judge(Seen seen, @Nullable String caller, Outcome expected) {
    switch (expected) {
      case DONE -> assertThat(seen.rows()).hasSize(1);
      case OWN_ROWS -> assertThat(owners(seen)).containsOnly("user:" + caller);
      case ALL_ROWS -> assertThat(owners(seen)).contains("user:bob", "user:" + caller);
      case NOT_FOUND, FORBIDDEN, NOT_SIGNED_IN ->
          assertThat(seen.code()).isEqualTo(expected.name());
      case OPEN -> throw new AssertionError("no stream is open to everybody");
    }
  }

  private static Set<String> owners(Seen seen) {
    Set<String> owners = new HashSet<>();
    seen.rows().forEach(row -> owners.add(AccessIT.ownerOf(row)));
    return owners;
  }

  @Override
  public void close() {
    client.close();
  }
}
