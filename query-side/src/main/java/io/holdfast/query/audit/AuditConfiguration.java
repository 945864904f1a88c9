package io.holdfast.query.audit;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.holdfast.api.Event;
import io.holdfast.query.QuerySettings;
import io.holdfast.query.follow.FollowLoop;
import io.holdfast.query.follow.LogRows;
import io.holdfast.query.follow.PostgresLogRows;
import io.holdfast.query.read.WakeHub;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index of events, and who answers from it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
public class AuditConfiguration {
  @Bean
  LogRows logRows(DataSource source) {
    return new PostgresLogRows(source);
  }

  @Bean
  FollowLoop eventIndexLoop(DataSource source, LogRows log, WakeHub hub, AuditSettings settings) {
    FollowLoop loop =
        new FollowLoop(
            source,
            new EventIndex(log, settings.batchSize()),
            Duration.ofMillis(settings.lookMillis()));
    hub.follow(loop::wake);
    return loop;
  }

  @Bean
  AuditQueries auditQueries(
      DataSource source, LogRows log, AuditSettings settings, QuerySettings waits) {
    return new AuditQueries(
        new EventSearch(source, log, Duration.ofMillis(settings.searchTimeoutMillis())),
        log,
        new KnownNames(JdbcClient.create(source), eventTypes()),
        Duration.ofMillis(waits.indexWaitMillis()));
  }

  @Bean
  CausationQueries causationQueries(DataSource source, LogRows log) {
    return new CausationQueries(new LinkedEvents(JdbcClient.create(source), log));
  }

  /** The names of all that can happen, from the classes that say so. */
  private static Set<String> eventTypes() {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AssignableTypeFilter(Event.class));
    return scan.findCandidateComponents(Event.class.getPackageName()).stream()
        .flatMap(each -> Stream.ofNullable(each.getBeanClassName()))
        .map(RawEvents::typeName)
        .collect(toUnmodifiableSet());
  }
}
