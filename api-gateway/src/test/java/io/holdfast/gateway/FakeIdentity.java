package io.holdfast.gateway;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.Find;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch;
import io.holdfast.api.session.ChallengeSession;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.EndSession;
import io.holdfast.api.session.Grant;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.Proof;
import io.holdfast.api.session.ProveSession;
import io.holdfast.api.session.RefreshSession;
import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.ConfirmEmail;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.Origin;
import io.holdfast.api.user.RecordPasswordChange;
import io.holdfast.api.user.RecordSignInFailure;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.RenameUser;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * People and sessions behind real Axon buses, as simple as they can be. A wallet proves itself by
 * {@code signed by}, its address and the nonce that ends its challenge; a token counts once and
 * then ends its session.
 */
public final class FakeIdentity {
  private static final long LIFETIME_MILLIS = 43_200_000;

  private final AtomicReference<Runnable> beforeEmailChange = new AtomicReference<>(() -> {});
  private final FakeLedger ledger;
  private final Map<String, String> emails = new HashMap<>();
  private final Map<String, String> wallets = new HashMap<>();
  private final Map<String, ChallengeSession> challenges = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Set<String> spent = new HashSet<>();
  private final Set<String> locked = new HashSet<>();
  private final List<RecordSignInFailure> failures = new ArrayList<>();
  private final List<RecordPasswordChange> passwordChanges = new ArrayList<>();
  private final Set<String> late = new HashSet<>();
  private final Sinks.Many<ViewChange> ends = Sinks.many().replay().all();
  private final Sinks.Many<ViewChange> people = Sinks.many().replay().all();

  FakeIdentity(FakeLedger ledger) {
    this.ledger = ledger;
  }

  /** From now on no password lets this person in. */
  public synchronized void lock(String userId) {
    locked.add(userId);
  }

  /** Whatever answers this challenge comes too late. */
  public synchronized void expire(String sessionId) {
    late.add(sessionId);
  }

  /** From now on these wallets let this person in, and no others. */
  public synchronized void link(String userId, String... linked) {
    for (String wallet : linked) {
      wallets.put(wallet, userId);
    }
    put(with(known(new UserId(userId)), List.of(linked)));
  }

  public synchronized List<RecordSignInFailure> failures() {
    return List.copyOf(failures);
  }

  /** How many challenges the log would keep. */
  public synchronized int challenges() {
    return challenges.size();
  }

  /** As the read model has it: what is said of the person is sealed. */
  public PersonView person(String userId) {
    return ledger.rowsOf(Scope.EVERYBODY, PersonView.class).stream()
        .filter(person -> person.userId().equals(userId))
        .findFirst()
        .orElseThrow();
  }

  /** Runs once, before the next change of an address is carried out, on its thread. */
  public void beforeEmailChange(Runnable action) {
    beforeEmailChange.set(action);
  }

  @CommandHandler
  synchronized Object register(RegisterUser command) {
    String email = command.email().value();
    String holder = emails.putIfAbsent(email, command.targetId());
    if (holder != null && !holder.equals(command.targetId())) {
      throw new Rejection(ErrorCode.EMAIL_TAKEN, "Another person is known by this.");
    }
    if (holder == null) {
      put(
          person(
              command.targetId(),
              command.name().value(),
              command.sealedEmail().value(),
              command.roles(),
              List.of(),
              "REGISTERED"));
    }
    return done("registered");
  }

  @CommandHandler
  synchronized Object rename(RenameUser command) {
    PersonView person = known(command.userId());
    ledger.put(put(person, command.name().value(), person.email(), null));
    return done("renamed");
  }

  @CommandHandler
  Object change(ChangeEmail command) {
    beforeEmailChange.getAndSet(() -> {}).run();
    return changed(command);
  }

  private synchronized Object changed(ChangeEmail command) {
    PersonView person = known(command.userId());
    String holder = emails.putIfAbsent(command.email().value(), command.targetId());
    if (holder != null && !holder.equals(command.targetId())) {
      throw new Rejection(ErrorCode.EMAIL_TAKEN, "Another person is known by this.");
    }
    ledger.put(put(person, person.name(), command.sealedEmail().value(), null));
    return done("changed");
  }

  @CommandHandler
  synchronized Object confirm(ConfirmEmail command) {
    if (!command.targetId().equals(emails.get(command.email().value()))) {
      throw new Rejection(ErrorCode.WRONG_STATE, "The person is not known by this.");
    }
    PersonView person = known(command.userId());
    ledger.put(put(person, person.name(), person.email(), 1L));
    return done("confirmed");
  }

  @CommandHandler
  synchronized Object changed(RecordPasswordChange command) {
    passwordChanges.add(command);
    return done("recorded");
  }

  /** Passwords that were changed, in order. */
  public synchronized List<RecordPasswordChange> passwordChanges() {
    return List.copyOf(passwordChanges);
  }

  /** A session of this person began so long ago. */
  public synchronized void age(String sessionId, Duration by) {
    SessionView view = Objects.requireNonNull(session(sessionId));
    ledger.put(
        new SessionView(
            view.sessionId(),
            view.ownerId(),
            view.method(),
            view.state(),
            view.permissions(),
            view.address(),
            view.userAgent(),
            view.createdAtMillis() - by.toMillis(),
            view.lastActivityAtMillis(),
            view.expiresAtMillis(),
            null,
            null,
            ledger.nextIndex()));
  }

  @CommandHandler
  synchronized Object open(OpenSession command) {
    PersonView person = known(command.userId());
    if (locked.contains(person.userId())) {
      throw new Rejection(ErrorCode.WRONG_CREDENTIALS, "Locked.");
    }
    return done(
        begun(command.targetId(), person, "PASSWORD", command.token().value(), command.origin()));
  }

  @CommandHandler
  synchronized Object challenge(ChallengeSession command) {
    challenges.put(command.targetId(), command);
    return done(
        "%s for %s asks %s: %s"
            .formatted(command.domain(), command.purpose(), command.address(), command.nonce()));
  }

  @CommandHandler
  synchronized Object prove(ProveSession command) {
    ChallengeSession asked = challenges.get(command.targetId());
    if (asked == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such session.");
    }
    if (!spent.add(command.targetId())) {
      throw new Rejection(ErrorCode.WRONG_STATE, "This was answered before. Begin again.");
    }
    if (late.contains(command.targetId())) {
      return done(new Proof.Refused(EndReason.EXPIRED));
    }
    if (!command.answer().equals("signed by " + asked.address() + " " + asked.nonce())) {
      return done(new Proof.Refused(EndReason.NOT_PROVEN));
    }
    String wallet =
        "wallet:%s:%s".formatted(asked.kind().name().toLowerCase(Locale.ROOT), asked.address());
    UserId forUser = asked.forUser();
    if (forUser != null) {
      wallets.put(wallet, forUser.value());
      PersonView person = known(forUser);
      put(with(person, List.of(wallet)));
      return done(new Proof.Linked(forUser));
    }
    String holder = wallets.computeIfAbsent(wallet, _ -> newcomer(command.newcomer(), wallet));
    tokens.put(command.targetId(), command.grant().value());
    return done(new Proof.Proven(new UserId(holder)));
  }

  private String newcomer(UserId newcomer, String wallet) {
    put(person(newcomer.value(), null, null, Set.of(Role.CUSTOMER), List.of(wallet), "REGISTERED"));
    return newcomer.value();
  }

  @CommandHandler
  synchronized Object refresh(RefreshSession command) {
    String presented = command.presented().value();
    if (spent.contains(presented) && tokens.containsKey(command.targetId())) {
      over(command.targetId(), EndReason.REUSED);
      return done(new Grant.Refused(EndReason.REUSED));
    }
    if (!presented.equals(tokens.get(command.targetId()))) {
      throw new Rejection(ErrorCode.NOT_SIGNED_IN, "You are not signed in. Sign in again.");
    }
    spent.add(presented);
    return done(
        begun(
            command.targetId(),
            known(command.userId()),
            "EVM",
            command.next().value(),
            command.origin()));
  }

  @CommandHandler
  synchronized Object end(EndSession command) {
    SessionView session = session(command.targetId());
    UserId owner = command.owner();
    if (session == null || (owner != null && !owner.value().equals(session.ownerId()))) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such session.");
    }
    over(command.targetId(), command.reason());
    return done("ended");
  }

  @CommandHandler
  synchronized Object fail(RecordSignInFailure command) {
    known(command.userId());
    failures.add(command);
    return done("recorded");
  }

  @CommandHandler
  synchronized Object unlink(UnlinkWallet command) {
    if (known(command.userId()).email() == null) {
      throw new Rejection(ErrorCode.LAST_WAY_IN, "This is the only way in.");
    }
    PersonView person = known(command.userId());
    put(
        with(
            person,
            person.wallets().stream()
                .filter(wallet -> !wallet.equals(command.wallet().value()))
                .toList()));
    return done("unlinked");
  }

  @CommandHandler
  synchronized Object change(ChangeRoles command) {
    PersonView person = known(command.userId());
    if (command.changedBy().equals(person.userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody changes their own roles.");
    }
    put(
        person(
            person.userId(),
            person.name(),
            person.email(),
            command.roles(),
            person.wallets(),
            person.state()));
    return done("changed");
  }

  @CommandHandler
  synchronized Object erase(EraseUser command) {
    emails.values().remove(command.targetId());
    put(person(command.targetId(), null, null, Set.of(), List.of(), "ERASED"));
    return done("erased");
  }

  @QueryHandler
  CompletableFuture<Page<PersonView>> find(Find.FindPeople query) {
    return page(
        ledger.rowsOf(query.scope(), PersonView.class).stream()
            .filter(view -> query.userId() == null || view.userId().equals(query.userId()))
            .toList());
  }

  @QueryHandler
  CompletableFuture<Page<SessionView>> find(Find.FindSessions query) {
    return page(
        ledger.rowsOf(query.scope(), SessionView.class).stream()
            .filter(view -> query.sessionId() == null || view.key().equals(query.sessionId()))
            .filter(view -> query.state() == null || view.state().equals(query.state()))
            .toList());
  }

  @QueryHandler
  CompletableFuture<Page<SignInView>> find(Find.FindSignIns query) {
    return page(ledger.rowsOf(query.scope(), SignInView.class));
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchPeople query) {
    return people.asFlux().filter(change -> change.view().key().equals(query.scope().ownerId()));
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchSessions query) {
    return ends.asFlux().filter(change -> change.cursor() > query.after());
  }

  private void put(PersonView person) {
    ledger.put(person);
    people.tryEmitNext(new ViewChange(person.logIndex(), person, 1));
  }

  private <V> CompletableFuture<Page<V>> page(List<V> rows) {
    return CompletableFuture.completedFuture(new Page<>(rows, null, ledger.nextIndex()));
  }

  private Grant begun(
      String sessionId, PersonView person, String method, String token, Origin origin) {
    tokens.put(sessionId, token);
    long now = System.currentTimeMillis();
    ledger.put(
        new SessionView(
            sessionId,
            person.userId(),
            method,
            "ACTIVE",
            person.roles(),
            origin.address().value(),
            origin.userAgent().value(),
            now,
            now,
            now + LIFETIME_MILLIS,
            null,
            null,
            ledger.nextIndex()));
    long index = ledger.nextIndex();
    ledger.put(
        new SignInView(
            "sign-in:" + index,
            person.userId(),
            "SIGNED_IN",
            method,
            sessionId,
            origin.address().value(),
            origin.userAgent().value(),
            now,
            index));
    return new Grant.Given(
        new UserId(person.userId()),
        person.roles().stream().map(Role::valueOf).collect(Collectors.toSet()),
        now + LIFETIME_MILLIS,
        now + LIFETIME_MILLIS);
  }

  private void over(String sessionId, EndReason reason) {
    SessionView view = session(sessionId);
    tokens.remove(sessionId);
    if (view == null) {
      return;
    }
    SessionView ended =
        new SessionView(
            view.sessionId(),
            view.ownerId(),
            view.method(),
            "ENDED",
            view.permissions(),
            view.address(),
            view.userAgent(),
            view.createdAtMillis(),
            view.lastActivityAtMillis(),
            view.expiresAtMillis(),
            System.currentTimeMillis(),
            reason.name(),
            ledger.nextIndex());
    ledger.put(ended);
    ends.tryEmitNext(new ViewChange(ended.logIndex(), ended, 1));
  }

  private @Nullable SessionView session(String sessionId) {
    return ledger.rowsOf(Scope.EVERYBODY, SessionView.class).stream()
        .filter(view -> view.sessionId().equals(sessionId))
        .findFirst()
        .orElse(null);
  }

  private PersonView known(UserId userId) {
    return ledger.rowsOf(Scope.EVERYBODY, PersonView.class).stream()
        .filter(view -> view.userId().equals(userId.value()) && view.state().equals("REGISTERED"))
        .findFirst()
        .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such person."));
  }

  private PersonView with(PersonView person, List<String> linked) {
    return person(
        person.userId(),
        person.name(),
        person.email(),
        person.roles().stream().map(Role::valueOf).collect(Collectors.toSet()),
        linked,
        person.state());
  }

  private PersonView put(
      PersonView person,
      @Nullable String name,
      @Nullable String email,
      @Nullable Long emailVerifiedAtMillis) {
    return new PersonView(
        person.userId(),
        name,
        email,
        emailVerifiedAtMillis,
        person.roles(),
        person.wallets(),
        person.state(),
        0,
        1,
        null,
        ledger.nextIndex());
  }

  private PersonView person(
      String userId,
      @Nullable String name,
      @Nullable String email,
      Set<Role> roles,
      List<String> linked,
      String state) {
    return new PersonView(
        userId,
        name,
        email,
        null,
        roles.stream().sorted().map(Enum::name).toList(),
        linked,
        state,
        0,
        1,
        null,
        ledger.nextIndex());
  }

  private Object done(Object answer) {
    return GenericCommandResultMessage.asCommandResultMessage(answer)
        .andMetaData(Map.of(MetaKeys.LOG_INDEX, ledger.nextIndex()));
  }
}
