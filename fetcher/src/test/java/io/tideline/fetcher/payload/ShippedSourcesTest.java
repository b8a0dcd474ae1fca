package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import io.tideline.fetcher.source.SourcesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mappings of the file that ships, each over a payload in the shape of its real API. */
class ShippedSourcesTest {
    private static final Sources SHIPPED =
            SourcesFile.read(Path.of("../deploy/sources.yaml"), name -> Optional.of("http://127.0.0.1:1")
                    .filter(url -> name.equals("SIMULATOR_URL")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            open-meteo         | open-meteo-current.json | phoenix/temperature 2026-11-23T11:45:00Z 6.4 Cel
            open-meteo-history | open-meteo-hourly.csv   | phoenix/humidity 2026-11-22T06:00:00Z 79.0 %
            usgs-earthquakes   | usgs-hour.geojson       | us90000003/magnitude 2026-11-22T11:00:00.987Z 5.6
            nws-observations   | nws-observation.json    | new-york/temperature 2026-11-23T11:51:00Z 8.3 Cel
            coinbase           | coinbase-ticker.json    | BTC-USD/price 2026-11-23T11:59:58.123Z 64011.06 USD
            sensor-community   | sensor-community.json   | 4712/temperature 2026-11-23T11:58:31Z 6.1 Cel
            """)
    void readsAPayloadOfItsApi(String name, String fixture, String reading) throws IOException {
        Source source = SHIPPED.named(name).orElseThrow();
        List<Entity> asked = source.entities().stream().limit(1).toList();

        Extract extract = new PayloadReader(source).read(new Payload(bytes(fixture), Framing.WHOLE, asked, Given.NOW));

        assertThat(Given.lines(extract)).extracting(String::strip).contains(reading);
        assertThat(extract.rejected())
                .allSatisfy(each -> assertThat(each.reason().name()).isEqualTo("VALUE_NOT_FINITE"));
    }

    private static byte[] bytes(String fixture) throws IOException {
        try (InputStream stream = ShippedSourcesTest.class.getResourceAsStream("/payloads/" + fixture)) {
            return stream.readAllBytes();
        }
    }
}
