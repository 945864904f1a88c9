package io.holdfast.chain.bitcoin.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Exact reading of the amounts a node writes as decimal numbers of bitcoin. */
final class Satoshi extends StdDeserializer<Long> {
  private static final int SCALE = 8;

  /** All that can ever exist: 21 million bitcoin. */
  private static final long LIMIT = 2_100_000_000_000_000L;

  Satoshi() {
    super(Long.class);
  }

  @Override
  public Long deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT
        && parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new NodeAnsweredRubbish("an amount that is no number");
    }
    return exactly(parser.getDecimalValue());
  }

  static long exactly(BigDecimal bitcoin) {
    try {
      long sats = bitcoin.movePointRight(SCALE).longValueExact();
      if (sats >= 0 && sats <= LIMIT) {
        return sats;
      }
    } catch (ArithmeticException e) {
      throw new NodeAnsweredRubbish("an amount that is no whole number of satoshi", e);
    }
    throw new NodeAnsweredRubbish("an amount that cannot exist");
  }
}
