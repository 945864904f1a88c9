package io.holdfast.chain.bitcoin.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input of a transaction.
 *
 * @param spent the output it spends, or null for the coinbase, which spends none
 */
public record Input(@Nullable OutPoint spent, long sequence) {
  public Optional<OutPoint> spends() {
    return Optional.ofNullable(spent);
  }
}
