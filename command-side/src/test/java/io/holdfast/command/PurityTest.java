package io.holdfast.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * The rules of the ledger are pure: same arguments, same answer, on any day, without a framework.
 */
@AnalyzeClasses(
    packages = "io.holdfast.command",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
  private static final String[] FEATURES = {
    "io.holdfast.command.account..",
    "io.holdfast.command.journal..",
    "io.holdfast.command.deposit..",
    "io.holdfast.command.withdrawal..",
    "io.holdfast.command.rail..",
    "io.holdfast.command.reconciliation..",
    "io.holdfast.command.parked..",
    "io.holdfast.command.replay..",
    "io.holdfast.command.policy..",
    "io.holdfast.command.user..",
    "io.holdfast.command.session..",
    "io.holdfast.command.escrow.."
  };

  @ArchTest
  static final ArchRule decidersKnowNoFramework =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Decider")
          .or()
          .haveSimpleNameEndingWith("History")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.axonframework..", "org.springframework..", "java.sql..");

  @ArchTest
  static final ArchRule decidersAreNotAskedForTheTime =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Decider")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule nothingTakesTimeOrChanceFromTheAir =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule onlyShellsHandlersAndProcessManagersKnowAxon =
      classes()
          .that()
          .resideInAnyPackage(FEATURES)
          .and(
              JavaClass.Predicates.simpleNameEndingWith("Aggregate")
                  .or(JavaClass.Predicates.simpleNameEndingWith("Handler"))
                  .or(JavaClass.Predicates.simpleNameEndingWith("Deadlines"))
                  .negate())
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.axonframework..");
}
