package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.spark.job.Failure.Kind;
import java.io.IOException;
import java.util.Map;
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
}
