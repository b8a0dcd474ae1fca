package io.tideline.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A schema is a contract: every version that was ever released can read, and be read by, the one of today
 * (FULL_TRANSITIVE). Past versions are in {@code src/test/resources/history/NAME/N.avsc}; a release adds one.
 */
class SchemaEvolutionTest {

    private static final Path HISTORY = Path.of("src/test/resources/history");
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static Stream<Schema> contract() {
        return Stream.of(Reading.getClassSchema(), Flag.getClassSchema(), AlertEvent.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("contract")
    void readsAndIsReadByEveryVersionEverReleased(Schema today) throws IOException {
        List<Schema> released = released(today.getName());

        assertThat(released).isNotEmpty();
        assertThatCode(() -> FULL_TRANSITIVE.validate(today, released)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("contract")
    void explainsEveryFieldAndTheRecordItself(Schema today) {
        assertThat(today.getDoc()).isNotBlank();
        assertThat(today.getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @Test
    void refusesAnIncompatibleChange() throws IOException {
        String valueAsText = Files.readString(HISTORY.resolve("Reading/1.avsc"))
                .replace("\"value\", \"type\": \"double\"", "\"value\", \"type\": \"string\"");
        Schema broken = parse(valueAsText);

        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(broken, released("Reading")))
                .isInstanceOf(SchemaValidationException.class)
                .hasMessageContaining("Unable to read schema");
    }

    @Test
    void refusesANewFieldWithoutADefault() throws IOException {
        String withoutDefault = Files.readString(HISTORY.resolve("Reading/1.avsc"))
                .replace("\"fields\": [", "\"fields\": [{\"name\": \"quality\", \"type\": \"string\"},");
        Schema broken = parse(withoutDefault);

        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(broken, released("Reading")))
                .isInstanceOf(SchemaValidationException.class)
                .hasMessageContaining("Unable to read schema");
    }

    private static List<Schema> released(String name) throws IOException {
        try (Stream<Path> files = Files.list(HISTORY.resolve(name))) {
            List<Schema> schemas = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                schemas.add(parse(Files.readString(file)));
            }
            return schemas;
        }
    }

    private static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }
}
