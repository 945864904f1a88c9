package io.holdfast.chain.stellar.block;

import io.holdfast.chain.stellar.Token;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;
import io.holdfast.chain.transfer.IncomingPayment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an event of a token says (SEP-41, CAP-67): {@code transfer} with from, to and maybe
 * the asset's name; {@code mint} with to, or in older contracts with the administrator before. The
 * amount is an i128, or stands in a map beside {@code to_muxed_id}.
 */
final class TokenEvent {
  /** A number as a wallet writes it that puts a memo id into a memo text. */
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,19}");

  private TokenEvent() {}

  static String name(ContractEvent event) {
    return ScVal.decode(topic(event, 0)) instanceof ScVal.Symbol(String name) ? name : "";
  }

  /**
   * The payment to us that the event tells of; empty where it tells of something else.
   *
   * @throws XdrException when it cannot be read
   */
  static Optional<IncomingPayment> payment(
      ContractEvent event, Token token, ScAddress.Account custody) {
    List<ScVal> topics = event.topics().stream().map(ScVal::decode).toList();
    ScVal us = new ScVal.Address(custody);
    return switch (name(event)) {
      case "transfer" ->
          topics.size() >= 3 && topics.get(2).equals(us) && !topics.get(1).equals(us)
              ? incoming(event, token, payer(topics.get(1)))
              : Optional.empty();
      case "mint" -> minted(topics).equals(us) ? incoming(event, token, null) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What an event says left our account. */
  record Outgoing(String asset, BigInteger amount) {}

  /**
   * What left our account to somebody else, or was burnt; empty where the event tells of something
   * else.
   *
   * @throws XdrException when it cannot be read
   */
  static Optional<Outgoing> outgoing(ContractEvent event, Token token, ScAddress.Account custody) {
    List<ScVal> topics = event.topics().stream().map(ScVal::decode).toList();
    ScVal us = new ScVal.Address(custody);
    boolean leaves =
        switch (name(event)) {
          case "transfer" ->
              topics.size() >= 3 && topics.get(1).equals(us) && !topics.get(2).equals(us);
          case "burn" -> topics.size() >= 2 && topics.get(1).equals(us);
          default -> false;
        };
    return leaves
        ? Optional.of(new Outgoing(token.asset(), amount(ScVal.decode(event.data()))))
        : Optional.empty();
  }

  private static ScVal minted(List<ScVal> topics) {
    if (topics.size() >= 3 && topics.get(2) instanceof ScVal.Address) {
      return topics.get(2);
    }
    if (topics.size() >= 2) {
      return topics.get(1);
    }
    throw new XdrException("a mint for nobody");
  }

  private static Optional<IncomingPayment> incoming(
      ContractEvent event, Token token, @Nullable String payer) {
    ScVal data = ScVal.decode(event.data());
    BigInteger amount = amount(data);
    if (amount.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new IncomingPayment(
            event.transaction(),
            event.id().numberInTransaction(),
            reference(data),
            payer,
            token.asset(),
            amount));
  }

  private static String payer(ScVal topic) {
    if (topic instanceof ScVal.Address(ScAddress address)) {
      return StrKey.encode(address);
    }
    throw new XdrException("a payer that is no address");
  }

  private static BigInteger amount(ScVal data) {
    ScVal amount =
        data instanceof ScVal.Pairs pairs
            ? pairs.get("amount").orElseThrow(() -> new XdrException("no amount"))
            : data;
    if (amount instanceof ScVal.Whole(ScVal.Width width, BigInteger value)
        && width == ScVal.Width.I128
        && value.signum() >= 0) {
      return value;
    }
    throw new XdrException("an amount that is no i128, or below zero");
  }

  /** What tells our users apart: a number, from a muxed address or a memo; else what was said. */
  private static @Nullable String reference(ScVal data) {
    if (!(data instanceof ScVal.Pairs pairs) || pairs.get("to_muxed_id").isEmpty()) {
      return null;
    }
    return switch (pairs.get("to_muxed_id").get()) {
      case ScVal.Whole(ScVal.Width width, BigInteger id) when width == ScVal.Width.U64 ->
          id.toString();
      case ScVal.Text(Octets text) -> fromText(text);
      case ScVal.Bytes(Octets bytes) -> "bytes:" + bytes.hex();
      default -> throw new XdrException("a destination's id of an unknown kind");
    };
  }

  private static String fromText(Octets text) {
    String said = new String(text.toArray(), StandardCharsets.ISO_8859_1);
    return NUMBER.matcher(said).matches() ? said : "text:" + text.hex();
  }

  private static Octets topic(ContractEvent event, int place) {
    if (event.topics().size() <= place) {
      throw new XdrException("an event without topics");
    }
    return event.topics().get(place);
  }
}
