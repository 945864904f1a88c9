package io.holdfast.chain.stellar;

import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.EndpointSettings;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.stellar.payout.PaymentPolicy;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rails.stellar.*}. Prints no token.
 *
 * @param url the node's JSON-RPC; not needed in the sandbox, where the node is ours
 * @param token sent as a bearer token, where the node asks for one
 * @param endpoints several nodes, instead of the url of one; the first is asked first
 * @param endpointRules how they are asked
 * @param network testnet, mainnet or custom; another node is refused
 * @param passphrase the passphrase of a custom network
 * @param tokens for each of the ledger's assets on this rail: {@code native}, {@code CODE:GISSUER},
 *     or the address of a contract that understands SEP-41 and has as many decimal places as the
 *     asset
 * @param mintable codes of those tokens whose contract has our account for its administrator
 * @param watchContracts addresses of contracts whose events are all kept
 * @param startLedger the first ledger to read, at the very first start; no ledger before it can
 *     hold a payment to us
 * @param stalledAfterMillis without a new ledger for so long, the rail says that it stands still
 * @param resendAfterMillis a payment that no ledger took is sent again after so long
 * @param validSeconds a payment that no ledger took for so long has failed, and the amount is free
 *     again
 * @param feeStroops offered for each payment to be taken in
 * @param mostResourceStroops a contract call whose resources cost more is not made
 */
@Validated
@ConfigurationProperties("holdfast.rails.stellar")
public record StellarSettings(
    @DefaultValue("false") boolean enabled,
    @Nullable URI url,
    @Nullable String token,
    @DefaultValue @Valid List<EndpointSettings> endpoints,
    @DefaultValue @Valid EndpointRules endpointRules,
    @DefaultValue("testnet") Choice network,
    @Nullable String passphrase,
    @DefaultValue Map<String, String> tokens,
    @DefaultValue Set<String> mintable,
    @DefaultValue @Size(max = 5) List<String> watchContracts,
    @DefaultValue("1") @Min(1) long startLedger,
    @DefaultValue("1000") @Min(10) @Max(600_000) int pollIntervalMillis,
    @DefaultValue("60000") @Min(1_000) long stalledAfterMillis,
    @DefaultValue("10000") @Min(100) long resendAfterMillis,
    @DefaultValue("300") @Min(1) @Max(86_400) int validSeconds,
    @DefaultValue("100") @Min(100) @Max(100_000_000) long feeStroops,
    @DefaultValue("10000000") @Min(1) @Max(1_000_000_000) long mostResourceStroops,
    @DefaultValue("./data/secrets/stellar-key") Path keyFile,
    @DefaultValue("./data/secrets/stellar-passphrase") Path keyPassphraseFile) {

  /** Which network. */
  public enum Choice {
    TESTNET,
    MAINNET,
    CUSTOM
  }

  @AssertTrue(message = "set passphrase with network custom, and only then")
  boolean isPassphraseForCustom() {
    return (network == Choice.CUSTOM) == (passphrase != null && !passphrase.isBlank());
  }

  Network stellarNetwork() {
    return switch (network) {
      case TESTNET -> Network.TESTNET;
      case MAINNET -> Network.MAINNET;
      case CUSTOM -> new Network(String.valueOf(passphrase));
    };
  }

  List<ScAddress.Contract> watched() {
    return watchContracts.stream().map(StellarSettings::contract).toList();
  }

  private static ScAddress.Contract contract(String address) {
    try {
      if (StrKey.decode(address) instanceof ScAddress.Contract contract) {
        return contract;
      }
    } catch (XdrException e) {
      throw notAContract(address, e);
    }
    throw notAContract(address, null);
  }

  private static IllegalStateException notAContract(String address, @Nullable Exception cause) {
    return new IllegalStateException(
        "holdfast.rails.stellar.watch-contracts: " + address + " is no contract's address (C…)",
        cause);
  }

  @AssertTrue(message = "set url, or endpoints, and not both")
  boolean isOneFormOfEndpoints() {
    return url == null || endpoints.isEmpty();
  }

  @AssertTrue(message = EndpointRules.AGREEMENT)
  boolean isAgreementPossible() {
    return endpointRules.areFor(endpoints.isEmpty() ? 1 : endpoints.size());
  }

  List<NodeEndpoint> allEndpoints() {
    return EndpointSettings.oneOrSeveral(StellarRail.ID, url, token, endpoints).stream()
        .map(EndpointSettings::toEndpoint)
        .toList();
  }

  PaymentPolicy paymentPolicy() {
    return new PaymentPolicy(feeStroops, mostResourceStroops, Duration.ofSeconds(validSeconds));
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
    return "StellarSettings[" + network + "]";
  }
}
