package io.holdfast.gateway.content;

import java.util.List;
import java.util.Optional;

/**
 * Where content is: new content goes to the first store; what an earlier configuration kept
 * elsewhere is read from there, as long as that is still configured.
 */
record Stores(List<ContentStore> all) {
  ContentStore forNew() {
    return all.getFirst();
  }

  Optional<ContentStore> of(Place place) {
    return all.stream().filter(store -> store.place() == place).findFirst();
  }
}
