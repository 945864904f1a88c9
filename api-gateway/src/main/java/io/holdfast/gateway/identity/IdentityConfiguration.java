package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.SecuritySettings;
import java.security.SecureRandom;
import java.time.Clock;
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

  @Bean
  Users users(UserSettings settings) {
    return new Users(settings.users());
  }

  @Bean
  AccessTokens accessTokens(SecuritySettings settings, Clock clock, IdGenerator ids) {
    return new AccessTokens(SigningKeys.at(settings.signingKeyFile()), settings, clock, ids);
  }

  @Bean(destroyMethod = "dispose")
  Scheduler hashingScheduler() {
    return Schedulers.newBoundedElastic(HASHING_THREADS, HASHING_QUEUE, "sign-in");
  }

  @Bean
  Login login(
      Users users,
      SandboxSettings sandbox,
      SecuritySettings settings,
      AccessTokens tokens,
      Scheduler hashingScheduler) {
    Passwords passwords = new Passwords(users, sandbox, new SecureRandom());
    return new Login(users, passwords, new LoginLimits(settings), tokens, hashingScheduler);
  }
}
