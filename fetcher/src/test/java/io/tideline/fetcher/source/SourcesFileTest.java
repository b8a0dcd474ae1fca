package io.tideline.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SourcesFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "API", "https://api.example.org", "TOKEN", "t0ken", "EMPTY", "", "SIMULATOR_URL", "http://127.0.0.1:9999");

    @Test
    void readsASourceOfAFewLines() {
        Sources sources = parse("""
                sources:
                  stations:
                    url: ${API}/v1?lat={latitudes}&from={from}
                    entities: [{name: a, latitude: 1.5, longitude: 2}]
                    auth: {bearer: "${TOKEN}"}
                    mapping:
                      arrays: /hourly
                      time: {at: time, offsetAt: /utc_offset_seconds}
                      metrics:
                        temperature: {value: temperature_2m, unitAt: /hourly_units/temperature_2m}
                """);

        Source source = sources.named("stations").orElseThrow();

        assertThat(source.url().text()).startsWith("https://api.example.org/v1");
        assertThat(source.authentication()).isEqualTo(new Authentication.Bearer(new Secret("t0ken")));
        assertThat(source.toString()).as("nor does it show it").doesNotContain("t0ken");
        assertThat(source.entities().get(0).latitude()).contains(1.5);
        assertThat(source.mapping().layout())
                .isEqualTo(new Layout.ParallelArrays(io.tideline.fetcher.source.Path.of("/hourly")));
        assertThat(source.enabled()).isTrue();
    }

    @Test
    void takesSpellingsOfUnitsFromTheFileBesideTheCommonOnes() {
        String yaml = sourceWith("enabled: false") + """
                units: {"degrees of frost": Cel, "%": "[ppm]"}
                """;

        Units units = parse(yaml).named("a").orElseThrow().units();

        assertThat(units.codeOf("degrees of frost")).contains("Cel");
        assertThat(units.codeOf("%")).as("the file has the last word").contains("[ppm]");
        assertThat(units.codeOf("wmoUnit:degC")).contains("Cel");
        assertThat(units.codeOf("degrees of heat")).isEmpty();
    }

    @Test
    void readsTheFileThatShips() {
        Sources sources = SourcesFile.read(Path.of("../deploy/sources.yaml"), SourcesFileTest::variable);

        assertThat(sources.all()).extracting(Source::name).contains("simulator", "open-meteo");
        assertThat(sources.named("simulator").orElseThrow().simulated()).isTrue();
    }

    /** The tests of the DAGs read the same table. */
    @ParameterizedTest
    @CsvFileSource(resources = "/schedules.csv", delimiter = ';', numLinesToSkip = 1)
    void takesTheSchedulesThatTheDagsTake(String text, @Nullable Long seconds) {
        String yaml = "sources: {s: {url: http://localhost/, entities: [{name: e}], schedule: '" + text
                + "', mapping: {object: /, time: t, metrics: {m: v}}}}";

        if (seconds == null) {
            assertThatThrownBy(() -> parse(yaml))
                    .hasMessageContaining("sources.s.schedule: expected a duration of days, hours, minutes and seconds"
                            + " such as PT30S, PT15M or P1D, found '" + text + "'");
        } else {
            assertThat(parse(yaml).named("s").orElseThrow().schedule()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void tellsEveryMistakeAtOnceWithItsPathAndWhatWasExpected() {
        String yaml = """
                sources:
                  first:
                    url: ftp://example.org/{nowhere}
                    schedule: 30s
                    enabled: perhaps
                    colour: red
                    auth: {bearer: written-here}
                    limits: {perSecond: none, maxBytes: 0}
                    entities: [{name: a/b}, {name: x, latitude: north}, {name: x}]
                    mapping:
                      object: /a
                      arrays: /b
                      metrics: {}
                  second:
                    url: https://${UNSET_HOST}/
                    mapping:
                      records: /features
                      time: {at: t, zone: Nowhere/At_All, format: roman}
                      metrics: {a b: v, ok: {value: v, unit: Cel, unitAt: u}}
                """;

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOfSatisfying(
                        InvalidSources.class,
                        invalid -> assertThat(invalid.mistakes())
                                .anySatisfy(m -> assertThat(m)
                                        .startsWith("sources.first.url: expected one of the variables")
                                        .endsWith("found {nowhere}"))
                                .anySatisfy(m ->
                                        assertThat(m).startsWith("sources.first.url: expected http:// or https://"))
                                .contains(
                                        "sources.first.schedule: expected a duration of days, hours, minutes and seconds such as PT30S, PT15M or P1D, found '30s'")
                                .contains("sources.first.enabled: expected true or false, found perhaps")
                                .anySatisfy(m ->
                                        assertThat(m).startsWith("sources.first.colour: unknown key. Known here: "))
                                .contains(
                                        "sources.first.auth.bearer: expected a reference to the environment such as ${NAME}, without a default, found something else")
                                .contains(
                                        "sources.first.limits.perSecond: expected a whole number of at least 1, found 'none'")
                                .contains(
                                        "sources.first.limits.maxBytes: expected a whole number of at least 1, found '0'")
                                .contains("sources.first.entities[0].name: expected a name without '/', found 'a/b'")
                                .contains("sources.first.entities[1].latitude: expected a number, found 'north'")
                                .contains("sources.first.entities[2].name: expected a name of its own, found 'x' again")
                                .contains(
                                        "sources.first.mapping: expected exactly one of object, arrays, records or csv, found [object, arrays]")
                                .contains("sources.first.mapping.time: expected where the time stands, found nothing")
                                .contains("sources.first.mapping.metrics: expected at least one metric, found none")
                                .contains(
                                        "sources.second.url: the environment has no UNSET_HOST. Set it, or write a default: ${UNSET_HOST:...}")
                                .contains(
                                        "sources.second.mapping.time.zone: expected a zone such as UTC or Europe/Berlin, found 'Nowhere/At_All'")
                                .anySatisfy(m -> assertThat(m)
                                        .startsWith("sources.second.mapping.time.format: expected one of iso, epoch-s"))
                                .contains(
                                        "sources.second.mapping.metrics.a b: expected a name of letters, digits, '-' and '_', found 'a b'")
                                .contains(
                                        "sources.second.mapping.metrics.ok: expected either unit or unitAt, found both")
                                .contains(
                                        "sources.second.mapping.entity: expected where a record names its entity, found nothing, and the URL names no entity"))
                .hasMessageContaining("mistakes in sources.yaml");
    }

    @Test
    void neverShowsASecretThatStandsInTheFile() {
        String yaml = """
                sources:
                  a:
                    url: https://example.org/
                    auth: {header: X-Key, key: hunter2}
                    mapping: {object: /, entity: id, time: t, metrics: {m: v}}
                """;

        assertThatThrownBy(() -> parse(yaml)).hasMessageContaining("auth.key").hasMessageNotContaining("hunter2");
    }

    @Test
    void takesNoSecretFromADefaultAndNoEmptyOne() {
        assertThatThrownBy(() -> parse(sourceWith("auth: {bearer: \"${NOT_THERE:hunter2}\"}")))
                .hasMessageContaining(
                        "auth.bearer: expected a reference to the environment such as ${NAME}, without a default")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> parse(sourceWith("pushToken: ${EMPTY}")))
                .hasMessageContaining(
                        "pushToken: expected a secret in the environment as ${EMPTY}, found an empty one");
        assertThatThrownBy(() -> parse(sourceWith("auth: hunter2")))
                .hasMessageContaining("sources.a.auth: expected one of bearer")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void showsInAMistakeWhatTheFileSaysAndNotWhatTheEnvironmentFilledIn() {
        String yaml = sourceWith("limits: {perSecond: \"${TOKEN}\"}")
                .replace("https://example.org/", "ftp://x/?key=${TOKEN}");

        assertThatThrownBy(() -> parse(yaml))
                .hasMessageContaining("url: expected http:// or https:// and a host, found ftp://x/?key=${TOKEN}")
                .hasMessageContaining("limits.perSecond: expected a whole number of at least 1, found '${TOKEN}'")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void takesNoSecretBesideAuth() {
        assertThatThrownBy(() -> parse(sourceWith("headers: {authorization: Bearer hunter2}")))
                .hasMessageContaining(
                        "sources.a.headers.authorization: expected what proves who calls under auth, found a header")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(
                        () -> parse(sourceWith("").replace("https://example.org/", "https://me:${TOKEN}@example.org/")))
                .hasMessageContaining("sources.a.url: expected user and password under auth, found them in the URL")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void tellsAPlaceForErrorsThatNobodyLooksAt() {
        assertThatThrownBy(() ->
                        parse(sourceWith("format: csv").replace("object: /", "csv: header-first, error: /reason")))
                .hasMessageContaining(
                        "sources.a.mapping.error: expected none beside csv, which has no place for one, found one");
    }

    @Test
    void tellsWhatIsNoNameOfAHeader() {
        assertThatThrownBy(() -> parse(sourceWith("headers: {\"X Purpose\": test}")))
                .hasMessageContaining("sources.a.headers.X Purpose: expected a name of a header, found 'X Purpose'");
    }

    @Test
    void tellsWhatIsNoList() {
        assertThatThrownBy(() -> parse(sourceWith("").replace("time: t", "time: t, missing: NaN")))
                .hasMessageContaining(
                        "sources.a.mapping.missing: expected a list of texts such as [NaN], found \"NaN\"");
    }

    private static String sourceWith(String line) {
        return """
                sources:
                  a:
                    url: https://example.org/
                    mapping: {object: /, entity: id, time: t, metrics: {m: v}}
                    %s
                """.formatted(line);
    }

    @Test
    void tellsTheLineOfWhatIsNotYaml() {
        assertThatThrownBy(() -> parse("sources:\n  a: [\n"))
                .isInstanceOf(InvalidSources.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("not YAML");
    }

    @Test
    void tellsASourceThatIsDeclaredTwice() {
        assertThatThrownBy(() -> parse("sources:\n  a: {}\n  a: {}\n"))
                .isInstanceOf(InvalidSources.class)
                .hasMessageContaining("Duplicate");
    }

    private static Sources parse(String yaml) {
        return SourcesFile.parse("sources.yaml", yaml, SourcesFileTest::variable);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(ENVIRONMENT.get(name));
    }
}
