package io.tideline.fetcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tideline.fetcher");

    @Test
    void whatIsMeasuredSeesNothingButJava() {
        classes()
                .that()
                .resideInAPackage("..fetcher.reading..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "..fetcher.reading..")
                .check(CLASSES);
    }

    @Test
    void whatIsDeclaredAndHowPayloadsAreReadSeeNoServerAndNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage("..fetcher.source..", "..fetcher.payload..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "org.apache.kafka..", "jakarta.ws.rs..", "io.smallrye.mutiny..")
                .check(CLASSES);
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("io.tideline.fetcher.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void avroAndKafkaStayInPublishing() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..fetcher.publishing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tideline.avro..", "org.apache.kafka..", "org.apache.avro..")
                .check(CLASSES);
    }
}
