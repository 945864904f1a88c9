package io.holdfast.chain.evm;

import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.EndpointSettings;
import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.oracle.OracleSettings;
import io.holdfast.chain.evm.payout.GasPolicy;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.transfer.TransferStore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * @param endpoints several nodes, instead of the url of one; the first is asked first
 * @param endpointRules how they are asked
 * @param chainId as {@code eth_chainId} says; another node is refused
 * @param depositContract our {@code HoldfastDeposits}; without it, deposits cannot be asked for
 * @param escrowContract our {@code HoldfastEscrow}
 * @param contracts whose events are kept beside
 * @param oracle what the escrow contract is told of payments outside the chain
 * @param creditDepthBlocks confirmations after which a deposit is credited; as many as for finality
 *     to credit only what is final
 * @param finalityDepthBlocks as what depth a block counts once the chain says that it is final;
 *     before, it counts less, however deep it lies
 * @param startHeight the first block to read, at the very first start; no block before it can hold
 *     a payment to us
 * @param readAheadBlocks so many blocks are read at once while the rail is behind; 0 reads one
 *     after the other
 * @param stalledAfterMillis without a new block for so long, the rail says that it stands still
 * @param resendAfterMillis a payment that is not mined is sent again after so long
 * @param maxFeePerGasWei payments wait while gas costs more
 */
@Validated
@ConfigurationProperties("holdfast.rails.polkadot-evm")
public record EvmSettings(
    @DefaultValue("false") boolean enabled,
    @Nullable URI url,
    @Nullable String bearerToken,
    @DefaultValue @Valid List<EndpointSettings> endpoints,
    @DefaultValue @Valid EndpointRules endpointRules,
    @Positive long chainId,
    @Nullable String depositContract,
    @Nullable String escrowContract,
    @DefaultValue List<String> contracts,
    @DefaultValue @Valid OracleSettings oracle,
    @DefaultValue("2") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int creditDepthBlocks,
    @DefaultValue("2") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int finalityDepthBlocks,
    @DefaultValue("0") @Min(0) long startHeight,
    @DefaultValue("1000") @Min(10) @Max(600_000) int pollIntervalMillis,
    @DefaultValue("4") @Min(0) @Max(64) int readAheadBlocks,
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

  @AssertTrue(message = "set url, or endpoints, and not both")
  boolean isOneFormOfEndpoints() {
    return url == null || endpoints.isEmpty();
  }

  @AssertTrue(message = EndpointRules.AGREEMENT)
  boolean isAgreementPossible() {
    return endpointRules.areFor(endpoints.isEmpty() ? 1 : endpoints.size());
  }

  @AssertTrue(message = "oracle.enabled needs escrow-contract")
  boolean isContractForOracle() {
    return !oracle.enabled() || escrowContract != null;
  }

  List<NodeEndpoint> allEndpoints() {
    return EndpointSettings.oneOrSeveral(EvmRail.ID, url, bearerToken, endpoints).stream()
        .map(EndpointSettings::toEndpoint)
        .toList();
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
    return "EvmSettings[" + chainId + "]";
  }
}
