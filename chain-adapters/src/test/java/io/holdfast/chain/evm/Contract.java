package io.holdfast.chain.evm;

import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What deploys a contract. */
final class Contract {
  private Contract() {}

  static String deposits(Address treasury) {
    return code("HoldfastDeposits") + Hex.of(Abi.word(treasury)).substring(2);
  }

  /** How long each state of an order may last in the escrow contract, in seconds. */
  static final long SHIPPING_SECONDS = 1_000;

  static final long CONFIRMATION_SECONDS = 2_000;
  static final long DECISION_SECONDS = 3_000;

  static String escrow(Address mediator, Address oracle) {
    return code("HoldfastEscrow")
        + Hex.of(Abi.word(mediator)).substring(2)
        + Hex.of(Abi.word(oracle)).substring(2)
        + number(SHIPPING_SECONDS)
        + number(CONFIRMATION_SECONDS)
        + number(DECISION_SECONDS);
  }

  private static String number(long seconds) {
    return Hex.of(Abi.word(BigInteger.valueOf(seconds))).substring(2);
  }

  /** Passes whatever it is called with, and paid, on to another contract. */
  static String wallet(Address target) {
    return deploying(
        "3660006000376000600036600034"
            + "73"
            + target.value().substring(2)
            + "5af115602a57005b60006000fd");
  }

  /** Code that deploys this code. */
  private static String deploying(String runtime) {
    String length = "%02x".formatted(runtime.length() / 2);
    return "0x60" + length + "600c60003960" + length + "6000f3" + runtime;
  }

  private static String code(String name) {
    String path = "/io/holdfast/chain/evm/contract/" + name + ".json";
    try (InputStream file = EvmRail.class.getResourceAsStream(path)) {
      JsonNode compiled = JsonMapper.builder().build().readTree(file);
      return compiled.get("bytecode").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
