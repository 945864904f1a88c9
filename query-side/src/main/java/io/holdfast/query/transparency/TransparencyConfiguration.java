package io.holdfast.query.transparency;

import io.holdfast.query.follow.FollowLoop;
import io.holdfast.query.follow.LogRows;
import io.holdfast.query.read.WakeHub;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tree over the log, what signs it, and what is asked of it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holdfast.transparency.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TransparencySettings.class)
public class TransparencyConfiguration {
  @Bean
  SigningKey treeSigningKey(TransparencySettings settings) {
    return SigningKey.read(settings.keyFile(), settings.origin());
  }

  @Bean
  Witnesses treeWitnesses(TransparencySettings settings) {
    return new Witnesses(settings.witnesses());
  }

  @Bean
  TreeRoom treeRoom(DataSource source) {
    return new TreeRoom(source);
  }

  @Bean
  FollowLoop treeLoop(
      DataSource source, LogRows logRows, TransparencySettings settings, WakeHub wakes) {
    FollowLoop loop =
        new FollowLoop(
            source,
            new TreeFollower(logRows, settings.batchSize()),
            Duration.ofMillis(settings.lookMillis()));
    wakes.follow(loop::wake);
    return loop;
  }

  @Bean
  Notary treeNotary(LogRows logRows, SigningKey key, Clock clock, TransparencySettings settings) {
    return new Notary(logRows, key, clock, settings.interval());
  }

  @Bean
  FollowLoop checkpointLoop(DataSource source, Notary notary, TransparencySettings settings) {
    return new FollowLoop(source, notary, Duration.ofMillis(settings.lookMillis()));
  }

  @Bean
  Seal treeSeal(
      TreeRoom room,
      FollowLoop treeLoop,
      FollowLoop checkpointLoop,
      Notary notary,
      SigningKey key,
      Witnesses witnesses) {
    return new Seal(room, treeLoop, checkpointLoop, notary, key, witnesses);
  }

  @Bean
  TransparencyQueries transparencyQueries(TreeRoom room) {
    return new TransparencyQueries(room);
  }

  @Bean
  BundleQueries bundleQueries(TreeRoom room, LogRows logRows, SigningKey key, Witnesses witnesses) {
    return new BundleQueries(room, logRows, key, witnesses);
  }
}
