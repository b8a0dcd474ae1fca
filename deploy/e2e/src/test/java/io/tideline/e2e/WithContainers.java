package io.tideline.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests of {@code deploy/compose.yaml}, which take minutes and need its images: run where they are asked for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "tideline.containers",
        matches = "true",
        disabledReason =
                "The containers are tried with -Pcontainers; it needs Docker, and images from a registry or from deploy/airgap/build.")
@interface WithContainers {}
