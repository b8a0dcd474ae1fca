package io.tideline.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class RulesArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tideline.rules");

    @Test
    void seesOnlyJavaJacksonAndUnits() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.tideline.rules..",
                        "java..",
                        "com.fasterxml.jackson..",
                        "javax.measure..",
                        "systems.uom.ucum..",
                        "tech.units.indriya..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void readsJsonInOnePackageAndUnitsInAnother() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tideline.rules")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tideline.rules.unit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.measure..", "systems.uom..", "tech.units..")
                .check(CLASSES);
    }

    @Test
    void hasNoCycleBetweenItsPackages() {
        slices().matching("io.tideline.rules.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void asksNoClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }
}
