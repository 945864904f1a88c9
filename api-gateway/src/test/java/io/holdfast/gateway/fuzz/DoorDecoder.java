package io.holdfast.gateway.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.identity.IdentityDecoders;
import io.holdfast.gateway.stream.StreamDecoders;
import io.holdfast.testkit.fuzz.FuzzTarget;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jwt.JwtException;
import tools.jackson.core.JacksonException;

/** Each decoder of the doors. */
@SuppressWarnings("ImmutableEnumChecker") // no decoder keeps anything
enum DoorDecoder implements FuzzTarget {
  ACCESS_TOKEN(in -> IdentityDecoders.accessToken(text(in)), JwtException.class),
  REFRESH_TOKEN(in -> IdentityDecoders.refreshToken(text(in)), Rejection.class),
  USER_AGENT(in -> IdentityDecoders.userAgent(text(in)), Rejection.class),
  /** The first byte chooses whose. */
  ID(DoorDecoder::id, Rejection.class),
  /** The first byte chooses which. */
  FIELD(DoorDecoder::field, Rejection.class),
  /** The first byte chooses one of all bodies that some endpoint takes. */
  BODY(DoorDecoder::body, JacksonException.class),
  WS_MESSAGE(in -> StreamDecoders.message(new String(in, UTF_8)), JacksonException.class),
  STREAM_REQUEST(StreamDecoders::request, JacksonException.class);

  private static final List<Consumer<String>> IDS =
      List.of(
          AccountId::new,
          SessionId::new,
          UserId::new,
          WalletId::new,
          DepositRequestId::new,
          WithdrawalId::new,
          EmailId::new);
  private static final List<Consumer<String>> FIELDS =
      List.of(
          Fields::label,
          Fields::reason,
          Fields::rail,
          Fields::address,
          Fields::transaction,
          StreamDecoders::view,
          text -> Answers.page(text, text.length()));

  private final Consumer<byte[]> decoder;
  private final Class<? extends RuntimeException> refusal;

  DoorDecoder(Consumer<byte[]> decoder, Class<? extends RuntimeException> refusal) {
    this.decoder = decoder;
    this.refusal = refusal;
  }

  @Override
  public Consumer<byte[]> decoder() {
    return decoder;
  }

  @Override
  public Class<? extends RuntimeException> refusal() {
    return refusal;
  }

  private static void id(byte[] in) {
    chosen(IDS, in);
  }

  private static void field(byte[] in) {
    chosen(FIELDS, in);
  }

  private static void chosen(List<Consumer<String>> all, byte[] in) {
    if (in.length > 0) {
      all.get((in[0] & 0xff) % all.size()).accept(new String(in, 1, in.length - 1, UTF_8));
    }
  }

  private static void body(byte[] in) {
    if (in.length > 0) {
      List<Class<?>> types = Bodies.ALL;
      Class<?> type = types.get((in[0] & 0xff) % types.size());
      DoorJson.mapper().readValue(in, 1, in.length - 1, type);
    }
  }

  private static String text(byte[] in) {
    return new String(in, ISO_8859_1);
  }
}
