package io.holdfast.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.holdfast.api.query.BalanceState;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchWallets;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.bus.Queries;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who sees which wallets on which networks. */
class WalletConnectionIT {
  private static final String FOX = "wallet:evm:0xfox";
  private static final String OWL = "wallet:solana:Fowl";
  private static final String BEAR = "wallet:evm:0xbear";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    gateway.identity().link("user:alice", FOX, OWL);
    gateway.identity().link("user:bob", BEAR);
    gateway.balances().tell(FOX, BalanceState.KNOWN, "123456789012345678901234567890");
    gateway.balances().tell(BEAR, BalanceState.ASKING, null);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aPersonSeesEachOwnWalletWithItsNetworksToTheLastDigit() {
    JsonNode items = get("alice", "/api/wallets", 200).path("items");

    assertThat(items).hasSize(2);
    JsonNode fox = items.get(0);
    assertThat(fox.path("walletId").asString()).isEqualTo(FOX);
    assertThat(fox.path("kind").asString()).isEqualTo("EVM");
    assertThat(fox.path("address").asString()).isEqualTo("0xfox");
    assertThat(fox.path("networks")).hasSize(1);
    JsonNode network = fox.path("networks").get(0);
    assertThat(network.path("rail").asString()).isEqualTo("bitcoin");
    assertThat(network.path("chain").asString()).isEqualTo("regtest");
    assertThat(network.path("state").asString()).isEqualTo("FOLLOWING");
    assertThat(network.path("lastBlock").asLong()).isEqualTo(7);
    assertThat(network.path("balance"))
        .isEqualTo(
            DoorJson.mapper()
                .readTree(
                    """
                    {"state":"KNOWN","asset":"BTC","scale":8,"amount":"123456789012345678901234567890","height":7,"readAtMillis":1000}
                    """));
  }

  @Test
  void aWalletThatNoNetworkHereCanSeeIsShownWithoutOne() {
    JsonNode owl = get("alice", "/api/wallets/" + OWL, 200);

    assertThat(owl.path("walletId").asString()).isEqualTo(OWL);
    assertThat(owl.path("networks").isArray()).isTrue();
    assertThat(owl.path("networks")).isEmpty();
  }

  @Test
  void anAmountThatIsNotKnownIsNotZero() {
    JsonNode balance =
        get("bob", "/api/wallets/" + BEAR, 200).path("networks").get(0).path("balance");

    assertThat(balance.path("state").asString()).isEqualTo("ASKING");
    assertThat(balance.path("amount").isNull()).isTrue();
    assertThat(balance.path("height").isNull()).isTrue();
    assertThat(balance.path("readAtMillis").isNull()).isTrue();
  }

  @Test
  void anothersWalletIsNotThereWhateverTheRole() {
    for (String name : new String[] {"bob", "olivia", "adam", "audrey"}) {
      assertThat(get(name, "/api/wallets/" + FOX, 404).path("code").asString())
          .isEqualTo("NOT_FOUND");
    }
    assertThat(get("adam", "/api/wallets", 200).path("items")).isEmpty();
    assertThat(get("alice", "/api/wallets/wallet:doge:x", 400).path("code").asString())
        .isEqualTo("MALFORMED_ID");
  }

  @Test
  void whoLooksAfterPeopleSeesTheirWallets() {
    for (String name : new String[] {"adam", "audrey"}) {
      assertThat(get(name, "/api/users/user:alice/wallets", 200).path("items")).hasSize(2);
      assertThat(get(name, "/api/users/user:nobody/wallets", 404).path("code").asString())
          .isEqualTo("NOT_FOUND");
    }
    for (String name : new String[] {"alice", "olivia"}) {
      assertThat(get(name, "/api/users/user:alice/wallets", 403).path("code").asString())
          .isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void whatIsWatchedEndsWithTheDoor() {
    WalletConnections connections =
        new WalletConnections(gateway.bean(Queries.class), Clock.systemUTC());

    CompletableFuture<List<ViewChange>> told =
        connections
            .watch(new WatchWallets(Scope.ownedBy("user:alice"), 0))
            .doOnNext(_ -> connections.destroy())
            .collectList()
            .toFuture();

    assertThat(told).succeedsWithin(Duration.ofSeconds(60)).asInstanceOf(LIST).isNotEmpty();
  }

  private static JsonNode get(String name, String path, int status) {
    byte[] body =
        gateway
            .as(name)
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isEqualTo(status)
            .expectBody()
            .returnResult()
            .getResponseBody();
    return DoorJson.mapper().readTree(Objects.requireNonNull(body));
  }
}
