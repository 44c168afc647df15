package dev.clew.skills;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SkillsApartTest {
  /// What skills about predictors share, and those about applications; no skills themselves.
  private static final String[] SHARED = {
    "dev.clew.skills.predictors",
    "dev.clew.skills.applications",
    "dev.clew.skills.evaluations",
    "dev.clew.skills.exploration",
    "dev.clew.skills.retrieval",
    "dev.clew.skills.slices"
  };

  @Test
  void noSkillKnowsAnother() {
    slices()
        .matching("dev.clew.skills.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
        .because(
            "skills are added and taken away one by one; what two need stands in dev.clew.skills or a"
                + " package that is no skill")
        .allowEmptyShould(true)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.clew.skills"));
  }
}
