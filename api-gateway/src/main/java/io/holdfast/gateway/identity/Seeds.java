package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.identity.Credentials.Credential;
import io.holdfast.gateway.personal.PersonalData;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Makes those of {@code holdfast.users[]} known to the ledger, at each start: who is known already
 * stays as they are, but for the password, which is the configuration's until the person chooses
 * another. Roles of the configuration are those to begin with; after that the ledger's count.
 */
final class Seeds implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);
  private static final String ACTOR = "system:start";
  private static final Visitor NOBODY = new Visitor("start", "start", "configured-users", "start");

  private final Map<User, String> hashes;
  private final Credentials credentials;
  private final PersonalData personal;
  private final Commands commands;

  /**
   * @throws IllegalArgumentException where somebody has no password
   */
  Seeds(
      Users users,
      ConfiguredPasswords passwords,
      Credentials credentials,
      PersonalData personal,
      Commands commands) {
    this.hashes = users.all().stream().collect(Collectors.toMap(user -> user, passwords::hashOf));
    this.credentials = credentials;
    this.personal = personal;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    hashes.forEach(this::sow);
  }

  private void sow(User user, String hash) {
    UserId userId = new UserId(user.id());
    EmailId email = personal.emailId(user.email());
    if (credentials.of(userId).filter(Credential::chosen).isPresent()) {
      LOG.info("holdfast.users: {} comes by what they chose themselves", user.id());
    } else if (isKnown(user, userId, email)) {
      credentials.keep(new Credential(userId, email, hash, false));
    } else {
      LOG.warn("holdfast.users: {} was forgotten and stays so; take the entry out", user.id());
    }
  }

  private boolean isKnown(User user, UserId userId, EmailId email) {
    Optional<RegisterUser> wish = wish(user, userId, email);
    try {
      wish.ifPresent(command -> commands.send(ACTOR, NOBODY, command).block());
      return wish.isPresent();
    } catch (RuntimeException failure) {
      Rejection rejection = Failures.rejectionOf(failure);
      throw switch (rejection.code()) {
        case EMAIL_TAKEN, ALREADY_EXISTS_DIFFERENT ->
            new IllegalStateException(
                "holdfast.users: "
                    + user.id()
                    + " and the e-mail address are not one person to the ledger: "
                    + rejection.code(),
                failure);
        default -> failure;
      };
    }
  }

  /** Nothing where the person's key was destroyed. */
  private Optional<RegisterUser> wish(User user, UserId userId, EmailId email) {
    try {
      return Optional.of(
          new RegisterUser(
              userId,
              personal.seal(userId, user.name()),
              email,
              personal.seal(userId, user.email()),
              user.roles(),
              ACTOR));
    } catch (Rejection rejection) {
      if (rejection.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw rejection;
    }
  }
}
