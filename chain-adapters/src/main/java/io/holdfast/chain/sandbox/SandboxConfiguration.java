package io.holdfast.chain.sandbox;

import io.holdfast.chain.rpc.NodeEndpoint;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sandbox, where it is on, and a bean {@link NodeEndpoint}, where the Bitcoin rail finds its
 * node. Where it is off, its commands are refused.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxProperties.class)
public class SandboxConfiguration {
  private static final int PASSWORD_BYTES = 32;

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "holdfast.sandbox.enabled", havingValue = "true")
  static class On {
    @Bean(destroyMethod = "close")
    Sandbox sandbox(
        DataSource dataSource, PlatformTransactionManager transactionManager, Clock clock) {
      ChainStore store =
          new JdbcChainStore(
              JdbcClient.create(dataSource), new TransactionTemplate(transactionManager));
      return Sandbox.start(store, clock, password());
    }

    @Bean
    NodeEndpoint sandboxEndpoint(Sandbox sandbox) {
      return sandbox.endpoint();
    }

    @Bean(destroyMethod = "close")
    AutoMiner sandboxMiner(Sandbox sandbox, SandboxProperties properties) {
      AutoMiner miner = new AutoMiner(sandbox);
      miner.every(properties.autoMineSeconds());
      return miner;
    }

    @Bean
    SandboxRail bitcoinSandbox(Sandbox sandbox, AutoMiner sandboxMiner) {
      return new BitcoinSandbox(sandbox, sandboxMiner);
    }

    @Bean
    SandboxCommands sandboxCommands(ObjectProvider<SandboxRail> rails) {
      return new SandboxCommands(rails.stream().toList());
    }

    private static String password() {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(
      name = "holdfast.sandbox.enabled",
      havingValue = "false",
      matchIfMissing = true)
  static class Off {
    @Bean
    NoSandbox noSandbox() {
      return new NoSandbox();
    }
  }
}
