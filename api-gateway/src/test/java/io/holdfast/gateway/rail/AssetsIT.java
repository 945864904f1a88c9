package io.holdfast.gateway.rail;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssetsIT {
  private static final String POLICY = "holdfast.policy.withdrawal.BTC.";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            POLICY + "fee=10000",
            POLICY + "minimum=20000",
            POLICY + "max-per-withdrawal=500000000",
            POLICY + "max-per-day=1000000000",
            POLICY + "approval-threshold=50000000",
            POLICY + "approvals=1");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void anAssetComesWithTheTermsOnWhichItGoesOut() {
    expect(
        "/api/assets",
        """
        [{"code":"BTC","scale":8,"rail":"bitcoin","mintable":false,"holdsOrders":true,"withdrawal":{"fee":"10000","minimum":"20000",
          "maxPerWithdrawal":"500000000","maxPerDay":"1000000000",
          "approvalThreshold":"50000000","approvals":1}}]
        """);
  }

  @Test
  void aSandboxNamesTheRailsItPlaysAndToStrangersToo() {
    String rails = "{\"rails\":[\"bitcoin\"]}";
    expect("/api/sandbox", rails);
    gateway.web().get().uri("/api/sandbox").exchange().expectBody().json(rails);
  }

  private static void expect(String path, String body) {
    gateway.as("alice").get().uri(path).exchange().expectStatus().isOk().expectBody().json(body);
  }
}
