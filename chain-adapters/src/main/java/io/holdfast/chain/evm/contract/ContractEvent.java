package io.holdfast.chain.evm.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an event means.
 *
 * @param content by the fields' names, in their order: addresses with their checksum, numbers as
 *     decimals, 32 bytes as hex
 */
public record ContractEvent(String name, Map<String, String> content) {
  public ContractEvent {
    content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
  }

  public String field(String name) {
    String value = content.get(name);
    if (value == null) {
      throw new IllegalArgumentException("event " + this.name + " has no field " + name);
    }
    return value;
  }
}
