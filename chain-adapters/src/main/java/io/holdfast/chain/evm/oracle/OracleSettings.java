package io.holdfast.chain.evm.oracle;

import io.holdfast.chain.evm.payout.GasPolicy;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigInteger;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.rails.polkadot-evm.oracle.*}.
 *
 * @param enabled whether certain payments by mobile money are recorded in the escrow contract
 * @param maxFeePerGasWei nothing is signed while gas costs more, and nothing offers more
 * @param resendAfterMillis what no block has is sent again after so long
 * @param replaceAfterMillis what no block has is replaced by a higher offer after so long
 * @param lowBalanceWei with less on the oracle's account, the rail's health says so
 */
public record OracleSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("10000000000000") @Positive BigInteger maxFeePerGasWei,
    @DefaultValue("30000") @Min(1_000) long resendAfterMillis,
    @DefaultValue("120000") @Min(1_000) long replaceAfterMillis,
    @DefaultValue("100000000000000000") @PositiveOrZero BigInteger lowBalanceWei) {
  GasPolicy gasPolicy() {
    return new GasPolicy(maxFeePerGasWei);
  }
}
