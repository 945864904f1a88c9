package io.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Which assets there are, by the settings that the program comes with and what is laid over them.
 */
class LedgerConfigurationTest {
  private final ApplicationContextRunner program =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(LedgerConfiguration.class);

  @Test
  void theSandboxHasShillingsBesideBitcoin() {
    program.run(
        context -> assertThat(codes(context.getBean(Assets.class))).containsExactly("BTC", "KES"));
  }

  @Test
  void withoutTheSandboxThereAreNoShillingsUnlessMPesaIsSwitchedOn() {
    ApplicationContextRunner real = program.withPropertyValues("holdfast.sandbox.enabled=false");
    real.run(context -> assertThat(codes(context.getBean(Assets.class))).containsExactly("BTC"));
    real.withPropertyValues("holdfast.rails.mpesa.enabled=true")
        .run(
            context ->
                assertThat(codes(context.getBean(Assets.class))).containsExactly("BTC", "KES"));
  }

  @Test
  void aProfileAddsItsAssetsToThoseThatAreThere() {
    program
        .withPropertyValues("spring.profiles.active=stellar")
        .run(
            context ->
                assertThat(codes(context.getBean(Assets.class)))
                    .containsExactly("BTC", "KES", "USDC", "XLM"));
  }

  @Test
  void anAssetCanBeSwitchedOff() {
    program
        .withPropertyValues("holdfast.assets.BTC.enabled=false")
        .run(
            context -> {
              assertThat(codes(context.getBean(Assets.class))).containsExactly("KES");
              assertThat(context.getBean(Assets.class).isConfigured("BTC")).isTrue();
            });
  }

  @Test
  void doesNotStartWithAnAssetThatLacksItsScale() {
    program
        .withPropertyValues("holdfast.assets.DOT.rail=polkadot")
        .run(context -> assertThat(context).hasFailed());
  }

  private static List<String> codes(Assets assets) {
    return assets.all().stream().map(Asset::code).toList();
  }
}
