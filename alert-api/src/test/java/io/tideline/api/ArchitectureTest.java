package io.tideline.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tideline.api");

    @Test
    void hasNoCyclesBetweenFeatures() {
        slices().matching("io.tideline.api.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void keepsAvroInTheLivePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tideline.api.live")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.tideline.avro..")
                .check(CLASSES);
    }

    @Test
    void keepsCqlInTheTablesOfEachFeature() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Tables")
                .and()
                .haveSimpleNameNotEndingWith("Table")
                .and()
                .doNotHaveSimpleName("Cassandra")
                .and()
                .doNotHaveSimpleName("CassandraReport")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.datastax.oss.driver.api.core.cql.Row")
                .check(CLASSES);
    }
}
