package io.holdfast.command;

import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.command.solvency.SolvencyReport;
import io.holdfast.command.solvency.SolvencyReportAggregate;
import io.holdfast.command.solvency.SolvencyReportHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports of solvency. */
@Configuration(proxyBeanMethods = false)
class SolvencyConfiguration {
  @Bean
  LogRepository<SolvencyReportAggregate> solvencyReportRepository(LogNode node) {
    return node.repositoryOfUnkept(SolvencyReportAggregate.class);
  }

  @Bean
  Aggregates<SolvencyReportAggregate, SolvencyReport, SolvencyEvent> solvencyReports(
      Repository<SolvencyReportAggregate> repository) {
    return new Aggregates<>(repository, SolvencyReportAggregate::new);
  }

  @Bean
  SolvencyReportHandler solvencyReportHandler(
      Aggregates<SolvencyReportAggregate, SolvencyReport, SolvencyEvent> reports) {
    return new SolvencyReportHandler(reports);
  }
}
