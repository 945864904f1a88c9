package io.holdfast.chain.evm;

import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.payout.GasPolicy;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.transfer.TransferStore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rails.polkadot-evm.*}. Prints no secret.
 *
 * @param url the node's Ethereum JSON-RPC; its path, where providers put keys, is told to nobody
 * @param bearerToken for a node that asks for one
 * @param chainId as {@code eth_chainId} says; another node is refused
 * @param depositContract our {@code HoldfastDeposits}; without it, deposits cannot be asked for
 * @param escrowContract our {@code HoldfastEscrow}
 * @param contracts whose events are kept beside
 * @param creditDepthBlocks confirmations after which a deposit is credited; as many as for finality
 *     to credit only what is final
 * @param finalityDepthBlocks as what depth a block counts once the chain says that it is final;
 *     before, it counts less, however deep it lies
 * @param startHeight the first block to read, at the very first start; no block before it can hold
 *     a payment to us
 * @param stalledAfterMillis without a new block for so long, the rail says that it stands still
 * @param resendAfterMillis a payment that is not mined is sent again after so long
 * @param maxFeePerGasWei payments wait while gas costs more
 */
@Validated
@ConfigurationProperties("holdfast.rails.polkadot-evm")
public record EvmSettings(
    @DefaultValue("false") boolean enabled,
    @NotNull URI url,
    @Nullable String bearerToken,
    @Positive long chainId,
    @Nullable String depositContract,
    @Nullable String escrowContract,
    @DefaultValue List<String> contracts,
    @DefaultValue("2") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int creditDepthBlocks,
    @DefaultValue("2") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int finalityDepthBlocks,
    @DefaultValue("0") @Min(0) long startHeight,
    @DefaultValue("1000") @Min(10) @Max(600_000) int pollIntervalMillis,
    @DefaultValue("120000") @Min(1_000) long stalledAfterMillis,
    @DefaultValue("30000") @Min(1_000) long resendAfterMillis,
    @DefaultValue("10000000000000") @Positive BigInteger maxFeePerGasWei,
    @DefaultValue("./data/secrets/polkadot-evm-key") Path keyFile,
    @DefaultValue("./data/secrets/polkadot-evm-passphrase") Path keyPassphraseFile) {
  public EvmSettings {
    contracts = List.copyOf(contracts);
  }

  @AssertTrue(message = "finality-depth-blocks must be at least credit-depth-blocks")
  boolean isFinalityAtLeastCredit() {
    return finalityDepthBlocks >= creditDepthBlocks;
  }

  NodeEndpoint endpoint() {
    return new NodeEndpoint(
        url, bearerToken == null ? Credentials.NONE : new Credentials.Bearer(bearerToken));
  }

  BigInteger chain() {
    return BigInteger.valueOf(chainId);
  }

  /**
   * @throws IllegalStateException which property is no address
   */
  Contracts watched() {
    return new Contracts(
        depositContract == null ? null : address("deposit-contract", depositContract),
        escrowContract == null ? null : address("escrow-contract", escrowContract),
        contracts.stream()
            .map(text -> address("contracts", text))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Address address(String property, String text) {
    try {
      return Address.typed(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "holdfast.rails.polkadot-evm." + property + ": " + text + " is " + e.getMessage(), e);
    }
  }

  GasPolicy gasPolicy() {
    return new GasPolicy(maxFeePerGasWei);
  }

  Duration pollInterval() {
    return Duration.ofMillis(pollIntervalMillis);
  }

  Duration stalledAfter() {
    return Duration.ofMillis(stalledAfterMillis);
  }

  Duration resendAfter() {
    return Duration.ofMillis(resendAfterMillis);
  }

  @Override
  public String toString() {
    return "EvmSettings[" + chainId + ", " + endpoint().name() + "]";
  }
}
