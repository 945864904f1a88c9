package io.holdfast.chain.bitcoin;

import io.holdfast.chain.bitcoin.payout.FeePolicy;
import io.holdfast.chain.bitcoin.payout.FeeRate;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.EndpointSettings;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rails.bitcoin.*}. Prints no password.
 *
 * @param url the node's JSON-RPC; not needed in the sandbox, where the node is ours
 * @param cookieFile the node's {@code .cookie}, instead of user name and password
 * @param endpoints several nodes, instead of the url and credentials of one
 * @param network mainnet, testnet, signet or regtest; another node is refused
 * @param creditDepthBlocks confirmations after which a deposit is credited
 * @param finalityDepthBlocks confirmations after which nothing is taken back; a deeper
 *     reorganisation freezes the rail
 * @param startHeight the first block to read, at the very first start; no block before it can hold
 *     a payment to us
 * @param readAheadBlocks so many blocks are read at once while the rail is behind, and held in
 *     memory until they are taken in; 0 reads one after the other
 * @param stalledAfterMillis without a new block for so long, the rail says that it stands still
 * @param resendAfterMillis a payment that is not mined is sent again after so long
 * @param balanceScanSeconds so long a node may look through all that is unspent for what a wallet
 *     has; 0 never has it look. It takes minutes on a large chain, and reads the node's disk whole
 * @param feeRateFallbackSatsPerVbyte used while the node has seen too little to estimate
 */
@Validated
@ConfigurationProperties("holdfast.rails.bitcoin")
public record BitcoinSettings(
    @DefaultValue("true") boolean enabled,
    @Nullable URI url,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path cookieFile,
    @DefaultValue @Valid List<EndpointSettings> endpoints,
    @DefaultValue @Valid EndpointRules endpointRules,
    @DefaultValue("regtest") BitcoinNetwork network,
    @DefaultValue("2") @Min(1) @Max(1_000) int creditDepthBlocks,
    @DefaultValue("6") @Min(1) @Max(ChainFacts.DEEPEST_FINALITY) int finalityDepthBlocks,
    @DefaultValue("0") @Min(0) long startHeight,
    @DefaultValue("1000") @Min(10) @Max(600_000) int pollIntervalMillis,
    @DefaultValue("4") @Min(0) @Max(64) int readAheadBlocks,
    @DefaultValue("7200000") @Min(1_000) long stalledAfterMillis,
    @DefaultValue("60000") @Min(1_000) long resendAfterMillis,
    @DefaultValue("10") @Min(0) @Max(600) int balanceScanSeconds,
    @DefaultValue("6") @Min(1) @Max(1_008) int feeTargetBlocks,
    @DefaultValue("1") @Min(1) @Max(10_000) int feeRateMinSatsPerVbyte,
    @DefaultValue("200") @Min(1) @Max(10_000) int feeRateMaxSatsPerVbyte,
    @DefaultValue("5") @Min(1) @Max(10_000) int feeRateFallbackSatsPerVbyte,
    @DefaultValue("./data/secrets/bitcoin-key") Path keyFile,
    @DefaultValue("./data/secrets/bitcoin-passphrase") Path keyPassphraseFile) {

  @AssertTrue(message = "finality-depth-blocks must be at least credit-depth-blocks")
  boolean isFinalityAtLeastCredit() {
    return finalityDepthBlocks >= creditDepthBlocks;
  }

  @AssertTrue(message = "fee-rate-max must be at least fee-rate-min")
  boolean isFeeRangeOrdered() {
    return feeRateMaxSatsPerVbyte >= feeRateMinSatsPerVbyte;
  }

  @AssertTrue(message = "set username and password, or cookie-file, and not both")
  boolean isOneKindOfCredentials() {
    return (username == null) == (password == null) && (username == null || cookieFile == null);
  }

  @AssertTrue(message = "set url, or endpoints, and not both")
  boolean isOneFormOfEndpoints() {
    return url == null || endpoints.isEmpty();
  }

  @AssertTrue(message = EndpointRules.AGREEMENT)
  boolean isAgreementPossible() {
    return endpointRules.areFor(endpoints.isEmpty() ? 1 : endpoints.size());
  }

  /** The nodes, the one to ask first at the head. */
  List<NodeEndpoint> allEndpoints() {
    return endpoints.isEmpty()
        ? List.of(endpoint())
        : endpoints.stream().map(EndpointSettings::toEndpoint).toList();
  }

  private NodeEndpoint endpoint() {
    if (url == null) {
      throw new IllegalStateException(
          "holdfast.rails.bitcoin.url is not set: give the address of a Bitcoin node's JSON-RPC,"
              + " or of several in .endpoints, switch the sandbox on, or switch the rail off.");
    }
    return new NodeEndpoint(url, credentials());
  }

  private Credentials credentials() {
    if (cookieFile != null) {
      return new Credentials.CookieFile(cookieFile);
    }
    if (username != null && password != null) {
      return new Credentials.UserPassword(username, password);
    }
    throw new IllegalStateException(
        "holdfast.rails.bitcoin.username and .password, or .cookie-file, are not set.");
  }

  FeePolicy feePolicy() {
    return new FeePolicy(
        feeTargetBlocks,
        FeeRate.satsPerVbyte(feeRateMinSatsPerVbyte),
        FeeRate.satsPerVbyte(feeRateMaxSatsPerVbyte),
        FeeRate.satsPerVbyte(feeRateFallbackSatsPerVbyte));
  }

  Duration pollInterval() {
    return Duration.ofMillis(pollIntervalMillis);
  }

  Duration stalledAfter() {
    return Duration.ofMillis(stalledAfterMillis);
  }

  Duration balanceScan() {
    return Duration.ofSeconds(balanceScanSeconds);
  }

  Duration resendAfter() {
    return Duration.ofMillis(resendAfterMillis);
  }

  @Override
  public String toString() {
    return "BitcoinSettings["
        + network
        + ", "
        + (url == null ? endpoints : url.getAuthority())
        + "]";
  }
}
