package io.holdfast.chain.follow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The follower decides, and does nothing; keys stay where they are. */
@AnalyzeClasses(packages = "io.holdfast.chain", importOptions = DoNotIncludeTests.class)
class PurityTest {
  @ArchTest
  static final ArchRule theFollowerKnowsNoWorldButItsOwn =
      classes()
          .that()
          .resideInAPackage("io.holdfast.chain.follow")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.holdfast.chain.follow", "java.lang..", "java.util..", "org.jspecify..");

  @ArchTest
  static final ArchRule onlySignersHoldPrivateKeys =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.chain.bitcoin..")
          .and()
          .resideOutsideOfPackage("io.holdfast.chain.bitcoin.key")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.bitcoinj.crypto.DeterministicKey");
}
