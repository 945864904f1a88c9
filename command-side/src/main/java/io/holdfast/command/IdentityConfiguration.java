package io.holdfast.command;

import io.holdfast.api.wallet.WalletProof;
import io.holdfast.api.wallet.WalletProofs;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.command.deadline.Deadlines;
import io.holdfast.command.session.SessionAggregate;
import io.holdfast.command.session.SessionDeadlines;
import io.holdfast.command.session.SessionHandler;
import io.holdfast.command.session.SessionTerms;
import io.holdfast.command.user.IdentifierAggregate;
import io.holdfast.command.user.People;
import io.holdfast.command.user.UserAggregate;
import io.holdfast.command.user.UserHandler;
import java.time.Clock;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People and their sessions. Wallets of those kinds let somebody in for which there is a proof. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionTerms.class)
public class IdentityConfiguration {
  @Bean
  LogRepository<UserAggregate> userRepository(LogNode node) {
    return node.repository(UserAggregate.class);
  }

  @Bean
  LogRepository<IdentifierAggregate> identifierRepository(LogNode node) {
    return node.repository(IdentifierAggregate.class);
  }

  @Bean
  LogRepository<SessionAggregate> sessionRepository(LogNode node) {
    return node.repository(SessionAggregate.class);
  }

  @Bean
  WalletProofs walletProofs(ObjectProvider<WalletProof> proofs) {
    return new WalletProofs(proofs.stream().toList());
  }

  @Bean
  People people(Repository<UserAggregate> users, Repository<IdentifierAggregate> identifiers) {
    return new People(
        new Aggregates<>(users, UserAggregate::new),
        new Aggregates<>(identifiers, IdentifierAggregate::new));
  }

  @Bean
  UserHandler userHandler(People people, Clock clock) {
    return new UserHandler(people, clock);
  }

  @Bean
  SessionHandler sessionHandler(
      Repository<SessionAggregate> sessions,
      People people,
      WalletProofs proofs,
      SessionTerms terms,
      Clock clock) {
    return new SessionHandler(
        new Aggregates<>(sessions, SessionAggregate::new), people, proofs, terms, clock);
  }

  @Bean
  SessionDeadlines sessionDeadlines(Deadlines deadlines) {
    return new SessionDeadlines(deadlines);
  }
}
