package io.holdfast.command;

import io.holdfast.command.axon.AxonConfiguration;
import io.holdfast.command.deadletter.DeadLetterConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The command side's one entry. It asks for a DataSource, a PlatformTransactionManager and a Clock.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  AxonConfiguration.class,
  DeadLetterConfiguration.class,
  LedgerConfiguration.class,
  EscrowConfiguration.class,
  IdentityConfiguration.class,
  SolvencyConfiguration.class
})
public class CommandSideConfiguration {}
