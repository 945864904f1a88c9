package io.holdfast.command.user;

import io.holdfast.api.identity.Role;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.Origin;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.util.Set;

/** People of the tests. */
public final class Persons {
  public static final UserId ALICE = new UserId("user:alice");
  public static final UserId BOB = new UserId("user:bob");
  public static final EmailId ALICES = email('a');
  public static final Origin HOME = new Origin(sealed('h'), sealed('b'));

  private Persons() {}

  /** Of 64 times this hex digit. */
  public static EmailId email(char digit) {
    return new EmailId(EmailId.PREFIX + String.valueOf(digit).repeat(64));
  }

  public static Sealed sealed(char letter) {
    return new Sealed(Sealed.PREFIX + String.valueOf(letter).repeat(48));
  }

  public static RegisterUser register(UserId user, EmailId email) {
    return new RegisterUser(
        user, sealed('n'), email, sealed('e'), Set.of(Role.CUSTOMER), user.value());
  }
}
