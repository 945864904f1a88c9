package io.holdfast.chain.stellar;

import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The assets of the ledger that are on this rail. Immutable. */
public final class Tokens {
  /**
   * What one question to a node may name: five filters of five contracts, one kept for fees and one
   * for contracts that are watched.
   */
  static final int MOST = 15;

  private final List<Token> all;
  private final ScAddress.Contract lumens;

  /**
   * @param configured for each asset's code what {@link Token#parse} reads
   */
  public Tokens(Network network, Map<String, String> configured) {
    this.all =
        new TreeMap<>(configured)
            .entrySet().stream()
                .map(each -> Token.parse(each.getKey(), each.getValue(), network))
                .toList();
    this.lumens = network.contractOf(new ClassicAsset.Native());
    if (all.isEmpty() || all.size() > MOST) {
      throw new IllegalStateException("holdfast.rails.stellar.tokens must name 1 to " + MOST);
    }
    if (all.stream().map(Token::contract).distinct().count() != all.size()) {
      throw new IllegalStateException("holdfast.rails.stellar.tokens names a contract twice");
    }
  }

  public List<Token> all() {
    return all;
  }

  /** Where fees are told, be lumens an asset of the ledger or not. */
  public String lumensAddress() {
    return StrKey.encode(lumens);
  }

  public Optional<Token> ofContract(String address) {
    return all.stream().filter(token -> token.address().equals(address)).findFirst();
  }

  public Optional<Token> find(String asset) {
    return all.stream().filter(token -> token.asset().equals(asset)).findFirst();
  }

  /** What the ledger calls them. */
  Set<String> codes() {
    return all.stream().map(Token::asset).collect(Collectors.toUnmodifiableSet());
  }

  public Token require(String asset) {
    return find(asset)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Asset "
                        + asset
                        + " is on the stellar rail: say what it is there with"
                        + " holdfast.rails.stellar.tokens."
                        + asset
                        + "."));
  }
}
