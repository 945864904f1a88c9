package io.holdfast.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The laws of the house, over the classes of every module. */
@AnalyzeClasses(
    packages = "io.holdfast",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestkit.class})
class ArchitectureTest {
  private static final String API = "io.holdfast.api..";

  /** Where a name of a connection is made up and a pause is drawn, which decide nothing. */
  private static final String[] PLUMBING = {
    "io.holdfast.command.log..", "io.holdfast.command.axon.."
  };

  @ArchTest
  static final ArchRule noSideKnowsASibling =
      slices()
          .matching("io.holdfast.(command|query|chain|gateway)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule noSideKnowsTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.app..");

  @ArchTest
  static final ArchRule theLanguageKnowsOnlyItselfAndTheJdk =
      classes()
          .that()
          .resideInAPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              API,
              "java..",
              "org.axonframework.serialization..",
              "org.axonframework.modelling.command..",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theLanguageKnowsNoDatabase =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..");

  @ArchTest
  static final ArchRule timeIdsAndChanceComeThroughTheDoor =
      noClasses()
          .that(areNoWiring())
          .and()
          .resideOutsideOfPackages(PLUMBING)
          .should()
          .accessTargetWhere(isAmbient())
          .because("a rule that reads a clock or throws a die can't be tested or replayed");

  /** Wiring is where time, ids and chance come from. */
  private static DescribedPredicate<JavaClass> areNoWiring() {
    return DescribedPredicate.describe(
        "are no wiring",
        type -> !type.getName().matches(".*(Configuration|Initializer|Factory)(\\$.*)?"));
  }

  private static DescribedPredicate<JavaAccess<?>> isAmbient() {
    return DescribedPredicate.describe(
        "reads the clock, makes an id or throws a die by itself",
        access -> isAmbient(access.getTarget()));
  }

  private static boolean isAmbient(AccessTarget target) {
    boolean now = target.getName().equals("now") && isTime(target);
    boolean withClock = now && target.getFullName().contains(Clock.class.getName());
    return (now && !withClock)
        || is(target, UUID.class, "randomUUID")
        || is(target, Random.class, "<init>")
        || is(target, SecureRandom.class, "<init>")
        || is(target, ThreadLocalRandom.class, "current")
        || is(target, Math.class, "random")
        || is(target, System.class, "currentTimeMillis");
  }

  private static boolean isTime(AccessTarget target) {
    return Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)
        .stream()
        .anyMatch(type -> target.getOwner().isEquivalentTo(type));
  }

  private static boolean is(AccessTarget target, Class<?> type, String name) {
    return target.getOwner().isEquivalentTo(type) && target.getName().equals(name);
  }

  /** The testkit serves tests and may do as they do. */
  static final class WithoutTestkit implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("/testkit/");
    }
  }
}
