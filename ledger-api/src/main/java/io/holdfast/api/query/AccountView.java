package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account with its balances. A boundary account has no owner and no holds. Destinations are
 * written {@code rail:address}.
 */
public record AccountView(
    String accountId,
    @Nullable String ownerId,
    String label,
    List<Balance> balances,
    List<String> allowedDestinations,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return accountId;
  }
}
