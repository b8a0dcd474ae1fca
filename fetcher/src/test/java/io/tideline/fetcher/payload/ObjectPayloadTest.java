package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import org.junit.jupiter.api.Test;

/** One object in each response. */
class ObjectPayloadTest {
    private static final Given COINBASE = Given.source("""
            url: https://api.exchange.coinbase.com/products/{product}/ticker
            entities: [{name: btc, product: BTC-USD}]
            mapping:
              object: /
              time: time
              metrics: {price: {value: price, unit: USD}, volume: volume}
            """);

    @Test
    void readsNumbersThatAreTextsAndTimesInNanoseconds() {
        assertThat(Given.lines(COINBASE.readsFixture("coinbase-ticker.json")))
                .containsExactly(
                        "btc/price 2026-11-23T11:59:58.123Z 64011.06 USD",
                        "btc/volume 2026-11-23T11:59:58.123Z 8123.50210984 ");
    }

    @Test
    void refusesAnObjectWithNoneOfTheMetrics() {
        assertThatThrownBy(() -> COINBASE.reads("{\"message\": \"NotFound\"}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("{\"message\":\"NotFound\"}");
    }

    @Test
    void readsUnitsFromASiblingObject() {
        Given source = Given.source("""
                url: https://x.org/?lat={latitudes}
                entities: [{name: berlin, latitude: 52.52}]
                mapping:
                  object: /current
                  time: {at: time, offsetAt: /utc_offset_seconds}
                  metrics:
                    temperature: {value: temperature_2m, unitAt: /current_units/temperature_2m}
                    humidity: {value: relative_humidity_2m, unitAt: /current_units/relative_humidity_2m}
                """);

        assertThat(Given.lines(source.readsFixture("open-meteo-current.json")))
                .containsExactly(
                        "berlin/temperature 2026-11-23T11:45:00Z 6.4 Cel",
                        "berlin/humidity 2026-11-23T11:45:00Z 81.0 %");
    }

    @Test
    void turnsCodesOfAVocabularyIntoUcumAndPassesOverNull() {
        Given source = Given.source("""
                url: https://api.weather.gov/stations/{station}/observations/latest
                entities: [{name: new-york, station: KNYC}]
                mapping:
                  object: /properties
                  time: timestamp
                  metrics:
                    temperature: {value: temperature/value, unitAt: temperature/unitCode}
                    pressure: {value: barometricPressure/value, unitAt: barometricPressure/unitCode}
                    gust: {value: windGust/value, unitAt: windGust/unitCode}
                """);

        Extract extract = source.readsFixture("nws-observation.json");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "new-york/temperature 2026-11-23T11:51:00Z 8.3 Cel",
                        "new-york/pressure 2026-11-23T11:51:00Z 101490.0 Pa");
        assertThat(extract.rejected()).isEmpty();
    }

    @Test
    void takesTheTimeOfReceiptWhereThePayloadTellsNone() {
        Given source = Given.source("""
                url: https://x.org/
                entities: [{name: a}]
                mapping: {object: /, time: {format: received}, metrics: {price: p}}
                """);

        assertThat(Given.lines(source.reads("{\"p\": 3}"))).containsExactly("a/price " + Given.NOW + " 3.0 ");
    }
}
