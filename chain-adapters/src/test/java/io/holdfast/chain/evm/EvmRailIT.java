package io.holdfast.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.evm.key.EvmKeys;
import io.holdfast.chain.evm.key.SeedEvmSigner;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the ledger asks the rail while it decides. */
class EvmRailIT {
  private static final String DEPOSITS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  private static final byte[] SEED = new byte[32];

  private final DataSource source = TestDatabase.create("rail").dataSource();
  private final EvmRail rail = factory(SEED).rail(true);

  @Test
  void givesEachRequestAnAddressOfItsOwnTheSameForEver() {
    String first = rail.depositAddress(new DepositRequestId("deposit-request:a"));
    String second = rail.depositAddress(new DepositRequestId("deposit-request:b"));

    assertThat(first)
        .matches("ethereum:" + DEPOSITS + "@31337/deposit\\?uint256=[1-9][0-9]{0,18}")
        .isNotEqualTo(second);
    assertThat(factory(SEED).rail(true).depositAddress(new DepositRequestId("deposit-request:a")))
        .isEqualTo(first);
  }

  @Test
  void spellsADestinationWithItsChecksum() {
    assertThat(rail.requireDestination(" 0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359 "))
        .isEqualTo("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d358",
        "0xFb6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0x0000000000000000000000000000000000000000",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
      })
  void refusesWhatIsNoDestination(String address) {
    assertRefused(ErrorCode.ADDRESS_MALFORMED, address);
  }

  @Test
  void paysNeitherItsTreasuryNorItsContracts() {
    assertRefused(ErrorCode.ADDRESS_IS_OURS, SeedEvmSigner.treasury(SEED).account().value());
    assertRefused(ErrorCode.ADDRESS_IS_OURS, DEPOSITS);
  }

  @Test
  void startsWithNoOtherKeyThanTheOneItBeganWith() {
    assertThatThrownBy(() -> factory(new byte[64]))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("Bring the right one back");
  }

  private void assertRefused(ErrorCode code, String address) {
    assertThatThrownBy(() -> rail.requireDestination(address))
        .isInstanceOfSatisfying(
            Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private EvmRailFactory factory(byte[] seed) {
    Map<String, Object> properties =
        Map.of(
            "rail.url",
            "http://127.0.0.1:1",
            "rail.chain-id",
            31_337,
            "rail.deposit-contract",
            DEPOSITS);
    return new EvmRailFactory(
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("rail", EvmSettings.class),
        EvmKeys.of(seed),
        source,
        new JdbcTransactionManager(source),
        Clock.systemUTC());
  }
}
