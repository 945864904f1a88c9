package io.holdfast.gateway.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import io.holdfast.gateway.DoorJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The one form that our own access tokens have: compact (RFC 7515), with a header of exactly the
 * algorithm, type and key id. A token of any other form was not made here, and is not looked into:
 * so no key, address of keys or extension that a header brings along is ever considered (RFC 8725,
 * 3.1, 3.10 and 3.11), and no token can be written in a second way. Of the two signatures that
 * ECDSA gives for each, only the one with the smaller {@code s} counts.
 */
final class TokenForm {
  static final String ALGORITHM = "ES256";
  static final String TYPE = "at+jwt";

  /** Several times what we ever make. */
  private static final int MAX_LENGTH = 4_096;

  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]{1,512}\\.[A-Za-z0-9_-]{1,4000}\\.[A-Za-z0-9_-]{86}");
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
  private static final int SCALAR_BYTES = 32;
  private static final BigInteger ORDER = Curve.P_256.toECParameterSpec().getOrder();
  private static final BigInteger HALF = ORDER.shiftRight(1);

  private TokenForm() {}

  static boolean isOurs(String token) {
    if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
      return false;
    }
    String[] parts = token.split("\\.", -1);
    return Arrays.stream(parts).allMatch(TokenForm::isCanonical)
        && isOurHeader(parts[0])
        && isObject(parts[1])
        && scalar(parts[2]).compareTo(HALF) <= 0;
  }

  /** The same token by the signature that counts. */
  static String normal(String token) {
    int dot = token.lastIndexOf('.') + 1;
    String signature = token.substring(dot);
    BigInteger scalar = scalar(signature);
    if (scalar.compareTo(HALF) <= 0) {
      return token;
    }
    byte[] bytes = new Base64URL(signature).decode();
    byte[] smaller = ORDER.subtract(scalar).toByteArray();
    Arrays.fill(bytes, SCALAR_BYTES, bytes.length, (byte) 0);
    int length = Math.min(smaller.length, SCALAR_BYTES);
    System.arraycopy(smaller, smaller.length - length, bytes, bytes.length - length, length);
    return token.substring(0, dot) + Base64URL.encode(bytes);
  }

  /** Whether no bits are hidden behind the last whole byte. */
  private static boolean isCanonical(String part) {
    return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
  }

  private static boolean isOurHeader(String part) {
    JsonNode header = parsed(part);
    return header.isObject()
        && new HashSet<>(header.propertyNames()).equals(HEADER)
        && header.path("kid").isString()
        && header.path("alg").isString()
        && header.path("alg").asString().equals(ALGORITHM)
        && header.path("typ").isString()
        && header.path("typ").asString().equals(TYPE);
  }

  private static boolean isObject(String part) {
    return parsed(part).isObject();
  }

  /** Strictly: a member that is there twice makes it unreadable. */
  private static JsonNode parsed(String part) {
    try {
      return DoorJson.mapper()
          .readTree(new String(new Base64URL(part).decode(), StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return DoorJson.mapper().missingNode();
    }
  }

  /** The second half of a signature. */
  private static BigInteger scalar(String signature) {
    byte[] bytes = new Base64URL(signature).decode();
    return new BigInteger(1, bytes, SCALAR_BYTES, bytes.length - SCALAR_BYTES);
  }
}
