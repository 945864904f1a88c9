package io.holdfast.chain.evm.contract;

import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Hex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How one event of a contract is written: its indexed fields are topics, the others words of its
 * data, each in the order of declaration.
 */
record EventForm(String name, List<Field> fields) {
  /** The types that our contracts use, each one word, and how people read them. */
  enum Word {
    ADDRESS("address"),
    BYTES32("bytes32"),
    UINT64("uint64"),
    UINT256("uint256");

    private final String solidity;

    Word(String solidity) {
      this.solidity = solidity;
    }

    String read(byte[] word) {
      return switch (this) {
        case ADDRESS -> Abi.address(word).checksummed();
        case BYTES32 -> Hex.of(word);
        case UINT64 -> Abi.number(word, Long.SIZE).toString();
        case UINT256 -> Abi.number(word).toString();
      };
    }
  }

  record Field(String name, Word type, boolean indexed) {}

  static Field indexed(String name, Word type) {
    return new Field(name, type, true);
  }

  static Field plain(String name, Word type) {
    return new Field(name, type, false);
  }

  static EventForm of(String name, Field... fields) {
    return new EventForm(name, List.of(fields));
  }

  String topic() {
    return Abi.topic(
        fields.stream()
            .map(field -> field.type().solidity)
            .collect(Collectors.joining(",", name + "(", ")")));
  }

  /**
   * @throws IllegalArgumentException when the event is not written in this form
   */
  ContractEvent read(EvmLog log) {
    long topics = 1 + fields.stream().filter(Field::indexed).count();
    byte[] data = Hex.bytes(log.data());
    if (log.topics().size() != topics || data.length != (fields.size() + 1 - topics) * Abi.WORD) {
      throw new IllegalArgumentException("not the topics and data of " + name);
    }
    Map<String, String> content = new LinkedHashMap<>();
    int topic = 1;
    int word = 0;
    for (Field field : fields) {
      byte[] value =
          field.indexed()
              ? Hex.bytes(log.topics().get(topic++), Abi.WORD)
              : Abi.wordAt(data, word++);
      content.put(field.name(), field.type().read(value));
    }
    return new ContractEvent(name, content);
  }
}
