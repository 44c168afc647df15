package dev.clew.skills;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SkillsApartTest {

  @Test
  void noSkillKnowsAnother() {
    slices()
        .matching("dev.clew.skills.(*)..")
        .should()
        .notDependOnEachOther()
        .because(
            "skills are added and taken away one by one; what two need stands in dev.clew.skills")
        .allowEmptyShould(true)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.clew.skills"));
  }
}
