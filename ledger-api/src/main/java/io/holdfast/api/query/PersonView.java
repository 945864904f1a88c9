package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person. What is said of them is sealed; only the door can open it.
 *
 * @param name sealed, or null where none was said
 * @param email sealed, or null where the person is known by wallets only
 * @param emailVerifiedAtMillis null where it is not verified
 * @param roles names of {@link io.holdfast.api.identity.Role}
 * @param wallets ids of those linked, {@code wallet:<kind>:<address>}
 * @param state REGISTERED or ERASED
 * @param lockedUntilMillis no password counts before; 0 where it is not locked
 * @param lastSignInAtMillis null where the person never was in
 */
public record PersonView(
    String userId,
    @Nullable String name,
    @Nullable String email,
    @Nullable Long emailVerifiedAtMillis,
    List<String> roles,
    List<String> wallets,
    String state,
    long lockedUntilMillis,
    long registeredAtMillis,
    @Nullable Long lastSignInAtMillis,
    long logIndex)
    implements View {
  public PersonView {
    roles = List.copyOf(roles);
    wallets = List.copyOf(wallets);
  }

  @Override
  public String key() {
    return userId;
  }
}
