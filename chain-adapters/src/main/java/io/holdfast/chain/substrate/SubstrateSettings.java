package io.holdfast.chain.substrate;

import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.EndpointSettings;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.payout.SubstratePayouts;
import io.holdfast.chain.substrate.rpc.SocketEndpoint;
import io.holdfast.chain.transfer.TransferStore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rails.polkadot.*}. Prints no url: some providers put their keys into it.
 *
 * @param url the node's WebSocket
 * @param endpoints several nodes, instead of the url of one; the first is asked first
 * @param endpointRules how they are asked
 * @param genesisHash the first block of the chain that is meant, 0x and 64 digits; another chain is
 *     refused. Where it is empty, the first chain seen is the one
 * @param ss58Prefix how addresses are spelled on this chain
 * @param creditDepthBlocks confirmations after which a deposit is credited
 * @param finalityDepthBlocks as what depth a block counts once the chain says that it is final
 * @param finalityMarginBlocks so many blocks below what the node calls final something is taken to
 *     be: for a chain of one node, which calls everything final at once
 * @param startHeight the first block to read, at the very first start; no block before it can hold
 *     a payment to us. The node must still have the state of the block below it
 * @param stalledAfterMillis without a new block for so long, the rail says that it stands still
 * @param resendAfterMillis a payment that is in no block is sent again after so long
 * @param eraBlocks so many blocks, a power of two, a payment may wait to be taken; after that it
 *     has failed
 * @param mostFee in the asset's smallest unit; while the chain wants more for a payment, it waits
 * @param contracts addresses of contracts whose events are kept
 */
@Validated
@ConfigurationProperties("holdfast.rails.polkadot")
public record SubstrateSettings(
    @DefaultValue("false") boolean enabled,
    @Nullable URI url,
    @DefaultValue @Valid List<EndpointSettings> endpoints,
    @DefaultValue @Valid EndpointRules endpointRules,
    @DefaultValue("") @Pattern(regexp = "|0x[0-9a-f]{64}") String genesisHash,
    @DefaultValue("0") @Min(0) @Max(Ss58.GREATEST_PREFIX) int ss58Prefix,
    @DefaultValue("1") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int creditDepthBlocks,
    @DefaultValue("1") @Min(1) @Max(TransferStore.DEEPEST_FINALITY) int finalityDepthBlocks,
    @DefaultValue("0") @Min(0) @Max(TransferStore.DEEPEST_FINALITY) int finalityMarginBlocks,
    @Nullable @Min(1) Long startHeight,
    @DefaultValue("3000") @Min(10) @Max(600_000) int pollIntervalMillis,
    @DefaultValue("300000") @Min(1_000) long stalledAfterMillis,
    @DefaultValue("30000") @Min(1_000) long resendAfterMillis,
    @DefaultValue("64") @Min(8) @Max(2_048) int eraBlocks,
    @DefaultValue("10000000000") @Min(1) BigInteger mostFee,
    @DefaultValue({}) List<String> contracts,
    @DefaultValue("./data/secrets/polkadot-key") Path keyFile,
    @DefaultValue("./data/secrets/polkadot-passphrase") Path keyPassphraseFile) {

  @AssertTrue(message = "finality-depth-blocks must be at least credit-depth-blocks")
  boolean isFinalityAtLeastCredit() {
    return finalityDepthBlocks >= creditDepthBlocks;
  }

  @AssertTrue(message = "era-blocks must be a power of two")
  boolean isEraAPowerOfTwo() {
    return Integer.bitCount(eraBlocks) == 1;
  }

  @AssertTrue(message = "set url, or endpoints, and not both")
  boolean isOneFormOfEndpoints() {
    return url == null || endpoints.isEmpty();
  }

  @AssertTrue(message = EndpointRules.AGREEMENT)
  boolean isAgreementPossible() {
    return endpointRules.areFor(endpoints.isEmpty() ? 1 : endpoints.size());
  }

  List<SocketEndpoint> allEndpoints() {
    return EndpointSettings.oneOrSeveral(SubstrateRail.ID, url, null, endpoints).stream()
        .map(each -> new SocketEndpoint(each.url(), each.credentials()))
        .toList();
  }

  long firstHeight() {
    if (startHeight == null) {
      throw new IllegalStateException(
          "holdfast.rails.polkadot.start-height is not set: give the chain's height of today.");
    }
    return startHeight;
  }

  Ss58 spelling() {
    return new Ss58(ss58Prefix);
  }

  Set<AccountId> contractAccounts() {
    return contracts.stream().map(spelling()::account).collect(Collectors.toUnmodifiableSet());
  }

  SubstratePayouts.Terms terms() {
    return new SubstratePayouts.Terms(eraBlocks, mostFee, creditDepthBlocks);
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
    return "SubstrateSettings[" + genesisHash + "]";
  }
}
