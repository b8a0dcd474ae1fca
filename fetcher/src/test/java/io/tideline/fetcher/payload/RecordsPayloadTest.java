package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import org.junit.jupiter.api.Test;

/** An array of records. */
class RecordsPayloadTest {
    private static final Given EARTHQUAKES = Given.source("""
            url: https://earthquake.usgs.gov/x.geojson
            mapping:
              records: /features
              entity: id
              time: {at: properties/time, format: epoch-ms}
              metrics: {magnitude: properties/mag, depth: {value: geometry/coordinates/2, unit: km}}
            """);

    private static final Given AIR = Given.source("""
            url: https://data.sensor.community/x
            mapping:
              records: /
              pairs: {in: sensordatavalues, name: value_type, value: value}
              entity: sensor/id
              time: {at: timestamp, zone: UTC}
              metrics:
                pm10: {value: P1, unit: ug/m3}
                temperature: {value: temperature, unit: Cel}
                humidity: {value: humidity, unit: "%"}
            """);

    @Test
    void takesEntityValueAndTimeFromEachRecord() {
        Extract extract = EARTHQUAKES.readsFixture("usgs-hour.geojson");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "nc90000001/magnitude 2026-11-22T11:31:01.250Z 1.42 ",
                        "nc90000001/depth 2026-11-22T11:31:01.250Z 2.31 km",
                        "us90000002/depth 2026-11-22T11:20:00Z 35.0 km",
                        "us90000003/magnitude 2026-11-22T11:00:00.987Z 5.6 ");
        assertThat(extract.rejected()).isEmpty();
    }

    @Test
    void takesOnlyTheEntitiesThatTheSourceDeclares() {
        Given source = Given.source("""
                url: https://api.binance.com/api/v3/ticker/24hr
                entities: [{name: BTCUSDT}, {name: ETHUSDT}]
                mapping:
                  records: /
                  entity: symbol
                  time: {at: closeTime, format: epoch-ms}
                  metrics: {price: {value: lastPrice, unit: USDT}}
                """);

        assertThat(Given.lines(source.readsFixture("binance-tickers.json")))
                .containsExactly(
                        "BTCUSDT/price 2026-11-22T11:59:59.123Z 64010.5 USDT",
                        "ETHUSDT/price 2026-11-22T11:59:58.555Z 3105.42 USDT");
    }

    @Test
    void readsListsOfNamesAndValuesAndRejectsNan() {
        Extract extract = AIR.readsFixture("sensor-community.json");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "4711/pm10 2026-11-23T11:58:20Z 12.3 ug/m3",
                        "4712/temperature 2026-11-23T11:58:31Z 6.1 Cel",
                        "4711/pm10 2026-11-23T11:58:20Z 12.3 ug/m3");
        assertThat(Given.rejected(extract)).containsExactly("4712/humidity VALUE_NOT_FINITE \"nan\"");
    }

    @Test
    void rejectsATimeWithoutAZoneWhereTheMappingGivesNone() {
        Given source = Given.source("""
                url: https://x.org/
                mapping: {records: /, entity: id, time: t, metrics: {m: v}}
                """);

        Extract extract = source.reads("[{\"id\": \"a\", \"t\": \"2026-11-23 10:00:00\", \"v\": 1}]");

        assertThat(extract.readings()).isEmpty();
        assertThat(extract.rejected().get(0).detail())
                .isEqualTo("'2026-11-23 10:00:00' has no zone. Give zone or offsetAt beside time in the mapping");
    }

    @Test
    void rejectsRecordsThatAreNoneAndGoesOn() {
        Extract extract = EARTHQUAKES.reads("""
                {"features": [7, {"id": "a/b", "properties": {"time": 1, "mag": 1}}, {"id": "c", "properties": {"mag": 1}},
                 {"id": "d", "properties": {"time": "soon", "mag": 1}}, {"id": "e", "properties": {"time": 1000, "mag": 2}}]}""");

        assertThat(extract.rejected())
                .extracting(rejected -> rejected.reason().name())
                .containsExactly("RECORD_UNREADABLE", "ENTITY_UNREADABLE", "TIME_MISSING", "TIME_UNREADABLE");
        assertThat(Given.lines(extract)).containsExactly("e/magnitude 1970-01-01T00:00:01Z 2.0 ");
    }

    @Test
    void rejectsATimeBefore1900OrMoreThanAYearAhead() {
        Extract extract = EARTHQUAKES.reads("""
                {"features": [{"id": "a", "properties": {"time": -2208988800001, "mag": 1}},
                 {"id": "b", "properties": {"time": 1827100800000, "mag": 1}},
                 {"id": "c", "properties": {"time": -2208988800000, "mag": 1}}]}""");

        assertThat(Given.rejected(extract))
                .containsExactly("a/ TIME_OUT_OF_RANGE -2208988800001", "b/ TIME_OUT_OF_RANGE 1827100800000");
        assertThat(Given.lines(extract)).containsExactly("c/magnitude 1900-01-01T00:00:00Z 1.0 ");
    }

    @Test
    void takesTheValueOfThatNameAndNotOfOneThatEndsAlike() {
        assertThat(Given.lines(AIR.reads("""
                        [{"timestamp": "2026-11-23 11:00:00", "sensor": {"id": 1}, "sensordatavalues":
                          [{"value_type": "max_P1", "value": "9"}, {"value_type": "P1", "value": "3"}]}]"""))).containsExactly("1/pm10 2026-11-23T11:00:00Z 3.0 ug/m3");
    }

    @Test
    void refusesAPayloadWithoutTheArray() {
        assertThatThrownBy(() -> EARTHQUAKES.reads("{\"features\": {}}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("expected an array of records at /features");
    }
}
