package io.holdfast.gateway.identity;

import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.personal.Forgetting;
import io.holdfast.gateway.personal.PersonalData;
import io.holdfast.gateway.security.LimitSettings;
import io.holdfast.gateway.security.SecretFile;
import io.holdfast.gateway.security.SecuritySettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Wires who may sign in and how a token is made. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  private static final int HASHING_THREADS = 2;
  private static final int HASHING_QUEUE = 200;

  private final SecureRandom chance = new SecureRandom();

  @Bean
  Users users(UserSettings settings) {
    return new Users(settings.users());
  }

  @Bean
  AccessTokens accessTokens(
      SecuritySettings settings, Clock clock, IdGenerator ids, EndedSessions ended) {
    return new AccessTokens(SigningKeys.at(settings.signingKeyFile()), settings, clock, ids, ended);
  }

  @Bean
  PersonalData personalData(DataSource source, SecuritySettings settings) {
    String secret =
        SecretFile.readOrCreate(
            settings.personalDataKeyFile(), () -> PersonalData.newSecret(chance));
    return new PersonalData(source, secret, chance);
  }

  @Bean
  Credentials credentials(DataSource source) {
    return new Credentials(source);
  }

  @Bean
  LoginLimits loginLimits(SecuritySettings settings, LimitSettings limits) {
    return new LoginLimits(settings, limits);
  }

  @Bean(destroyMethod = "dispose")
  Scheduler hashingScheduler() {
    return Schedulers.newBoundedElastic(HASHING_THREADS, HASHING_QUEUE, "sign-in");
  }

  @Bean
  Seeds seeds(
      Users users,
      SandboxSettings sandbox,
      Credentials credentials,
      PersonalData personal,
      Commands commands) {
    ConfiguredPasswords passwords = new ConfiguredPasswords(sandbox, chance);
    return new Seeds(users, passwords, credentials, personal, commands);
  }

  @Bean
  Sessions sessions(
      Commands commands,
      Queries queries,
      PersonalData personal,
      AccessTokens tokens,
      IdGenerator ids,
      Scheduler doorScheduler) {
    return new Sessions(commands, queries, personal, tokens, ids, chance, doorScheduler);
  }

  @Bean
  Entrance entrance(Sessions sessions, LoginLimits limits, RefreshCookie cookie) {
    return new Entrance(sessions, limits, cookie);
  }

  @Bean
  Passwords passwords() {
    return new Passwords(chance);
  }

  @Bean
  Freshness freshness(Queries queries, Clock clock) {
    return new Freshness(queries, clock);
  }

  @Bean
  OwnAccess ownAccess(
      Credentials credentials,
      Passwords passwords,
      PersonalData personal,
      PersonReader people,
      Commands commands,
      Sessions sessions,
      Freshness freshness,
      LoginLimits limits,
      Scheduler hashingScheduler,
      Clock clock) {
    return new OwnAccess(
        credentials,
        passwords,
        personal,
        people,
        commands,
        sessions,
        freshness,
        limits,
        hashingScheduler,
        clock);
  }

  @Bean
  Login login(
      Credentials credentials,
      Passwords passwords,
      PersonalData personal,
      LoginLimits limits,
      Sessions sessions,
      Scheduler hashingScheduler,
      Clock clock) {
    return new Login(credentials, passwords, personal, limits, sessions, hashingScheduler, clock);
  }

  @Bean
  Registration registration(
      Credentials credentials,
      PersonalData personal,
      Commands commands,
      LoginLimits limits,
      Sessions sessions,
      IdGenerator ids,
      Scheduler hashingScheduler) {
    return new Registration(
        credentials, personal, commands, limits, sessions, ids, hashingScheduler);
  }

  @Bean
  Wallets wallets(
      Commands commands,
      PersonalData personal,
      LoginLimits limits,
      IdGenerator ids,
      Clock clock,
      Scheduler doorScheduler) {
    return new Wallets(commands, personal, limits, ids, chance, clock, doorScheduler);
  }

  @Bean
  PersonReader personReader(Queries queries, PersonalData personal, Scheduler doorScheduler) {
    return new PersonReader(queries, personal, doorScheduler);
  }

  @Bean
  Erasure erasure(
      PersonalData personal,
      Credentials credentials,
      List<Forgetting> keepers,
      Commands commands,
      Sessions sessions,
      Scheduler doorScheduler) {
    return new Erasure(personal, credentials, keepers, commands, sessions, doorScheduler);
  }
}
