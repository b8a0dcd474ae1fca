package io.tideline.spark.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.spark.job.Failure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class FailureTest {

    @Test
    void aBrokerThatIsAwayPasses() {
        Failure failure =
                Failure.of(new IllegalStateException("Job aborted\nat line 2", new IOException("connection refused")));

        assertThat(failure.kind()).isEqualTo(Kind.PASSING);
        assertThat(failure.message())
                .isEqualTo("IllegalStateException: Job aborted <- IOException: connection refused");
        assertThat(failure.cause()).isEqualTo("IOException: connection refused");
    }

    /** Spark puts the message of the cause into its own. */
    @Test
    void theCauseIsTheInnermostAlsoIfItsWordsStandInAnother() {
        Failure failure = Failure.of(
                new IllegalStateException("[STREAM_FAILED] Query 7 ended: disk full", new IOException("disk full")));

        assertThat(failure.cause()).isEqualTo("IOException: disk full");
        assertThat(failure.message()).isEqualTo("IllegalStateException: [STREAM_FAILED] Query 7 ended: disk full");
    }

    @Test
    void aMessageIsShortAndTellsNoSecret() {
        String secrets =
                "sasl.password=hunter2, ssl.key.password: 'hunter 2'; https://hunter:2@host/?token=hunter2&a=b ";

        String cause = Failure.of(new IOException(secrets + "x".repeat(500))).cause();

        assertThat(cause)
                .startsWith(
                        "IOException: sasl.password=***, ssl.key.password: ***; https://***@host/?token=***&a=b xxx")
                .hasSize("IOException: ".length() + 300);
    }

    @Test
    void aStateOfAnotherSchemaMeansThatTheCheckpointDoesNotFit() {
        scala.collection.immutable.Map<String, String> schemas = CollectionConverters.asScala(
                        Map.of("storedValueSchema", "a INT", "newValueSchema", "a BIGINT"))
                .toMap(scala.$less$colon$less$.MODULE$.refl());
        SparkException cause = new SparkException("STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE", schemas, null);

        assertThat(Failure.of(new IllegalStateException("query failed", cause)).kind())
                .isEqualTo(Kind.CHECKPOINT_UNFIT);
    }

    /** A condition that Spark has renamed would never be met. */
    @Test
    void everyConditionThatItKnowsIsOneOfSparks() throws IOException {
        Set<String> known = new HashSet<>();
        for (String list : List.of("error/error-conditions.json", "error/kafka-error-conditions.json")) {
            known.addAll(conditions(list));
        }

        assertThat(Failure.UNFIT_CONDITIONS)
                .allSatisfy(start -> assertThat(known).anyMatch(condition -> condition.startsWith(start)));
    }

    private static Set<String> conditions(String list) throws IOException {
        try (InputStream json =
                requireNonNull(FailureTest.class.getClassLoader().getResourceAsStream(list), list)) {
            return new ObjectMapper()
                    .readValue(json, new TypeReference<Map<String, Object>>() {})
                    .keySet();
        }
    }
}
