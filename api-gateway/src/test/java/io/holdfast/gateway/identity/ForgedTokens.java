package io.holdfast.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.holdfast.gateway.DoorJson;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that must not count, each but one step away from one that does: every member of the header
 * and every claim left out, empty, of another type and of another value; every way to sign wrongly;
 * every way to write it otherwise (RFC 7515, RFC 7519, RFC 8725).
 */
final class ForgedTokens {
  private static final List<Object> OF_ANOTHER_TYPE =
      List.of("", "x", 5, -1, true, List.of(), List.of(5), Map.of(), Map.of("a", 1));

  private final ECKey ours;
  private final ECKey other;
  private final Instant now;
  private final long lifetimeSeconds;
  private final String sessionId;
  private final Map<String, String> forged = new LinkedHashMap<>();

  private ForgedTokens(ECKey ours, Instant now, long lifetimeSeconds, String sessionId) {
    this.ours = ours;
    this.other = newKey(Curve.P_256);
    this.now = now;
    this.lifetimeSeconds = lifetimeSeconds;
    this.sessionId = sessionId;
  }

  /** One that counts, made by the same hands as the forged ones. */
  static String genuine(ECKey ours, Instant now, long lifetimeSeconds, String sessionId) {
    ForgedTokens maker = new ForgedTokens(ours, now, lifetimeSeconds, sessionId);
    return maker.signed(maker.header(), maker.claims(), ours);
  }

  /** By what is wrong with them. */
  static Map<String, String> all(ECKey ours, Instant now, long lifetimeSeconds, String sessionId) {
    ForgedTokens maker = new ForgedTokens(ours, now, lifetimeSeconds, sessionId);
    maker.headers();
    maker.algorithms();
    maker.claimsChanged();
    maker.signatures();
    maker.spellings();
    return maker.forged;
  }

  private Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "ES256");
    header.put("typ", "at+jwt");
    header.put("kid", ours.getKeyID());
    return header;
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "holdfast");
    claims.put("aud", "holdfast");
    claims.put("sub", "user:alice");
    claims.put("jti", "7a0c");
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + lifetimeSeconds);
    claims.put("roles", List.of("CUSTOMER"));
    claims.put("sid", sessionId);
    return claims;
  }

  private void headers() {
    for (String member : header().keySet()) {
      header("no " + member, member, null);
      headerNull(member);
      for (Object value : OF_ANOTHER_TYPE) {
        header("%s is %s".formatted(member, value), member, value);
      }
    }
    for (String type : List.of("JWT", "rt+jwt", "application/at+jwt", "AT+JWT", "at+jwt ")) {
      header("typ " + type, "typ", type);
    }
    header("kid of another key", "kid", other.getKeyID());
    header("kid is a path", "kid", "../../../../dev/null");
    header("kid is SQL", "kid", "x' UNION SELECT 'key");
    Map<String, Object> brought = new LinkedHashMap<>();
    brought.put("jku", "https://evil.example/keys");
    brought.put("x5u", "https://evil.example/certificate");
    brought.put("jwk", other.toPublicJWK().toJSONObject());
    brought.put("x5c", List.of("MIIB"));
    brought.put("x5t", "AAAA");
    brought.put("x5t#S256", "AAAA");
    brought.put("crit", List.of("exp"));
    brought.put("b64", true);
    brought.put("zip", "DEF");
    brought.put("cty", "JWT");
    brought.put("enc", "A256GCM");
    brought.put("new", "member");
    brought.forEach((member, value) -> header("brings " + member, member, value));
    Map<String, Object> unencoded = header();
    unencoded.put("b64", false);
    unencoded.put("crit", List.of("b64"));
    put("unencoded payload", signed(unencoded, claims(), ours));
    Map<String, Object> critical = header();
    critical.put("crit", List.of());
    put("crit is empty", signed(critical, claims(), ours));
  }

  /** Signed by our own key, and by another that pretends to be ours. */
  private void header(String what, String member, @Nullable Object value) {
    Map<String, Object> header = header();
    if (value == null) {
      header.remove(member);
    } else {
      header.put(member, value);
    }
    put(what, signed(header, claims(), ours));
    put(what + ", by another key", signed(header, claims(), other));
  }

  private void headerNull(String member) {
    Map<String, Object> header = header();
    header.put(member, null);
    put(member + " is null", signed(header, claims(), ours));
  }

  private void algorithms() {
    for (String none : List.of("none", "None", "NONE", "nOnE")) {
      String content = content(algorithm(none), claims());
      put(none + " without a signature", content + ".");
      put(none + " with one", content + "." + Base64URL.encode(new byte[64]));
      put(none + " with a right one", content + "." + rawSignature(content, ours));
    }
    for (String symmetric : List.of("HS256", "HS384", "HS512")) {
      String content = content(algorithm(symmetric), claims());
      put(symmetric + " by the public key", content + "." + mac(content, publicKeyBytes()));
      put(
          symmetric + " by the shown key",
          content + "." + mac(content, ours.toPublicJWK().toJSONString().getBytes(UTF_8)));
    }
    put("RS256", byRsa());
    for (String curve : List.of("ES384", "ES512", "ES256K", "EdDSA", "es256", "PS256", "ES256 ")) {
      put(curve, signed(algorithm(curve), claims(), ours));
    }
    put("another P-256 key", signed(header(), claims(), other));
    put("a key of P-384", signed(header(), claims(), newKey(Curve.P_384)));
  }

  private Map<String, Object> algorithm(String name) {
    Map<String, Object> header = header();
    header.put("alg", name);
    return header;
  }

  private void claimsChanged() {
    for (String claim : claims().keySet()) {
      claim("no " + claim, claim, null);
      for (Object value : OF_ANOTHER_TYPE) {
        if (!claim.equals("jti") || !"x".equals(value)) {
          claim("%s is %s".formatted(claim, value), claim, value);
        }
      }
    }
    long second = now.getEpochSecond();
    claim("another issuer", "iss", "somebody");
    claim("an issuer in capitals", "iss", "HOLDFAST");
    claim("another audience", "aud", "somebody");
    claim("two audiences", "aud", List.of("holdfast", "somebody"));
    claim("expired", "exp", second - 60);
    claim("expires far away", "exp", second + 10L * 365 * 24 * 3600);
    claim("expires a little later than ours", "exp", second + lifetimeSeconds + 1);
    claim("expires beyond all time", "exp", Long.MAX_VALUE);
    claim("expires at infinity", "exp", new BigInteger("9".repeat(300)));
    claim("counts later", "nbf", second + 60);
    claim("made later", "iat", second + 60);
    claim("made long ago for long", "iat", second - 10L * 365 * 24 * 3600);
    claim("somebody without a kind", "sub", "alice");
    claim("somebody of another kind", "sub", "account:alice");
    claim("a very long somebody", "sub", "user:" + "x".repeat(500));
    claim("a line in somebody", "sub", "user:alice\nadmin");
    claim("a session of another kind", "sid", "user:alice");
    claim("a session that has ended", "sid", "session:ended");
    claim("no such role", "roles", List.of("KING"));
    claim("one such role", "roles", List.of("CUSTOMER", "KING"));
    claim("a role in small letters", "roles", List.of("customer"));
    claim("a role that is no list", "roles", "ADMINISTRATOR");
    claim("roles within roles", "roles", List.of(List.of("ADMINISTRATOR")));
  }

  private void claim(String what, String claim, @Nullable Object value) {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(claim);
    } else {
      claims.put(claim, value);
    }
    put("claims: " + what, signed(header(), claims, ours));
    if (value == null) {
      claims.put(claim, null);
      put("claims: " + claim + " is null", signed(header(), claims, ours));
    }
  }

  private void signatures() {
    String content = content(header(), claims());
    byte[] right = new Base64URL(rawSignature(content, ours)).decode();
    signature("left out", content, new byte[0]);
    signature("all zeros", content, new byte[64]);
    signature("r zero", content, replaced(right, 0, new byte[32]));
    signature("s zero", content, replaced(right, 32, new byte[32]));
    signature("r the order", content, replaced(right, 0, bytesOf(order())));
    signature("s the order", content, replaced(right, 32, bytesOf(order())));
    signature("the larger s", content, replaced(right, 32, largerS(right)));
    signature("halves swapped", content, swapped(right));
    signature("one bit off", content, replaced(right, 7, new byte[] {(byte) (right[7] ^ 1)}));
    signature("truncated", content, Arrays.copyOf(right, 63));
    signature("one byte more", content, Arrays.copyOf(right, 65));
    signature("twice as long", content, Arrays.copyOf(right, 128));
    signature("DER", content, der(right));
    Map<String, Object> elevated = claims();
    elevated.put("roles", List.of("ADMINISTRATOR"));
    signature("of other claims", content(header(), elevated), right);
    Map<String, Object> later = claims();
    later.put("exp", now.getEpochSecond() + lifetimeSeconds - 1);
    signature("of an earlier token", content(header(), later), right);
  }

  private void signature(String what, String content, byte[] signature) {
    put("signature " + what, content + "." + Base64URL.encode(signature));
  }

  private void spellings() {
    String token = signed(header(), claims(), ours);
    String[] parts = token.split("\\.", -1);
    put("empty", "");
    for (String form :
        List.of(
            ".",
            "..",
            "...",
            "a.b.c",
            "null",
            "undefined",
            "Bearer",
            token + ".",
            "." + token,
            token + ".x",
            token + "x",
            token.substring(1),
            " " + token,
            token + " ",
            token + "\n",
            token + "=",
            token + "\0",
            parts[0] + "." + parts[1],
            parts[0] + ".." + parts[2],
            "." + parts[1] + "." + parts[2],
            parts[0] + ".\n" + parts[1] + "." + parts[2],
            parts[0] + "=." + parts[1] + "." + parts[2],
            parts[1] + "." + parts[0] + "." + parts[2],
            token + "," + token,
            token.replace('.', ':'),
            token + "#",
            "\u00e9" + token)) {
      put("spelt %d: %s".formatted(forged.size(), abbreviated(form, token)), form);
    }
    put("another last character", token.substring(0, token.length() - 1) + hidden(token));
    put("five parts", token + "." + parts[1] + "." + parts[2]);
    put(
        "as JSON",
        "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
            .formatted((Object[]) parts));
    String json = DoorJson.mapper().writeValueAsString(header());
    String said = DoorJson.mapper().writeValueAsString(claims());
    written("alg twice", json.replace("{", "{\"alg\":\"none\","), said);
    written("kid twice", json.replace("}", ",\"kid\":\"x\"}"), said);
    written("sub twice", json, said.replace("{", "{\"sub\":\"user:adam\","));
    written("exp twice", json, said.replace("}", ",\"exp\":9999999999}"));
    written("something behind the header", json + "{}", said);
    written("something behind the claims", json, said + "{}");
    written("a mark before the header", "\ufeff" + json, said);
    written("a list for a header", "[" + json + "]", said);
    written("a text for a header", "\"ES256\"", said);
    written("null for a header", "null", said);
    written("a list for claims", json, "[" + said + "]");
    written("null for claims", json, "null");
    written("a number for claims", json, "5");
    written("nothing for claims", json, "");
    written("depth for claims", json, "[".repeat(1_500));
    written("depth within claims", json, "{\"a\":".repeat(500) + "1" + "}".repeat(500));
    written("an exponent for exp", json, said.replaceAll("\"exp\":\\d+", "\"exp\":1e400"));
    written("no number for exp", json, said.replaceAll("\"exp\":\\d+", "\"exp\":NaN"));
    Map<String, Object> huge = claims();
    huge.put("jti", "x".repeat(5_000));
    put("huge", signed(header(), huge, ours));
    put("nothing but huge", "x".repeat(7_000));
  }

  private void written(String what, String header, String claims) {
    String content = Base64URL.encode(header) + "." + Base64URL.encode(claims);
    put(what, content + "." + rawSignature(content, ours));
  }

  private static String abbreviated(String form, String token) {
    return form.replace(token, "<token>").replaceAll("[A-Za-z0-9_-]{20,}", "<part>");
  }

  private void put(String what, String token) {
    if (forged.put(what, token) != null) {
      throw new IllegalStateException("two are called: " + what);
    }
  }

  private static String content(Map<String, ?> header, Map<String, ?> claims) {
    return Base64URL.encode(DoorJson.mapper().writeValueAsString(header))
        + "."
        + Base64URL.encode(DoorJson.mapper().writeValueAsString(claims));
  }

  private String signed(Map<String, ?> header, Map<String, ?> claims, ECKey key) {
    String content = content(header, claims);
    return content + "." + rawSignature(content, key);
  }

  /** With the smaller s, so that nothing else is wrong. */
  private static String rawSignature(String content, ECKey key) {
    try {
      boolean p256 = Curve.P_256.equals(key.getCurve());
      Signature signer = Signature.getInstance(p256 ? "SHA256withECDSA" : "SHA384withECDSA");
      signer.initSign(key.toECPrivateKey());
      signer.update(content.getBytes(UTF_8));
      byte[] raw = ECDSA.transcodeSignatureToConcat(signer.sign(), p256 ? 64 : 96);
      String token = "." + Base64URL.encode(raw);
      return p256 ? TokenForm.normal(token).substring(1) : token.substring(1);
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mac(String content, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return Base64URL.encode(mac.doFinal(content.getBytes(UTF_8))).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String byRsa() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      PrivateKey key = keys.generateKeyPair().getPrivate();
      String content = content(algorithm("RS256"), claims());
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key);
      signer.update(content.getBytes(UTF_8));
      return content + "." + Base64URL.encode(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] publicKeyBytes() {
    try {
      return ours.toECPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] der(byte[] raw) {
    try {
      return ECDSA.transcodeSignatureToDER(raw);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger order() {
    return Curve.P_256.toECParameterSpec().getOrder();
  }

  private static byte[] largerS(byte[] raw) {
    return bytesOf(order().subtract(new BigInteger(1, raw, 32, 32)));
  }

  private static byte[] bytesOf(BigInteger scalar) {
    byte[] bytes = scalar.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] replaced(byte[] bytes, int at, byte[] by) {
    byte[] changed = bytes.clone();
    System.arraycopy(by, 0, changed, at, by.length);
    return changed;
  }

  private static byte[] swapped(byte[] raw) {
    return replaced(replaced(raw, 0, Arrays.copyOfRange(raw, 32, 64)), 32, Arrays.copyOf(raw, 32));
  }

  /** The character that differs from the last only in bits that no byte holds. */
  private static char hidden(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(token.charAt(token.length() - 1)) | 1);
  }

  private static ECKey newKey(Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
