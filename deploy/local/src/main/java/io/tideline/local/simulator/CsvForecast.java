package io.tideline.local.simulator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A forecast as CSV, in the shape of Open-Meteo: a block about the places, then, after a blank line, a block for each section, its
 * header with the units in brackets. With several places each row begins with the number of its place.
 */
final class CsvForecast {
    private CsvForecast() {}

    static String of(Forecast forecast) {
        boolean several = forecast.places().size() > 1;
        StringBuilder csv = new StringBuilder(several ? "location_id," : "")
                .append("latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n");
        for (int number = 0; number < forecast.places().size(); number++) {
            csv.append(several ? number + "," : "").append(about(number, forecast));
        }
        for (int section = 0; section < forecast.query().sections().size(); section++) {
            csv.append('\n').append(block(section, forecast));
        }
        return csv.toString();
    }

    private static String about(int number, Forecast forecast) {
        Place place = forecast.places().get(number).place();
        Clockface clockface = forecast.query().clockface();
        return "%s,%s,%s,%d,%s,%s\n"
                .formatted(
                        place.cell().latitude(),
                        place.cell().longitude(),
                        place.elevation(),
                        clockface.offset().getTotalSeconds(),
                        clockface.timezone(),
                        clockface.abbreviation());
    }

    private static String block(int section, Forecast forecast) {
        boolean several = forecast.places().size() > 1;
        StringBuilder block = new StringBuilder(several ? "location_id,time" : "time");
        for (Variable variable : forecast.query().sections().get(section).variables()) {
            block.append(",%s (%s)"
                    .formatted(variable.key(), variable.unit(forecast.query().unit())));
        }
        block.append('\n');
        for (int number = 0; number < forecast.places().size(); number++) {
            String start = several ? number + "," : "";
            Forecast.Part part = forecast.places().get(number).parts().get(section);
            rows(part, forecast.query().clockface())
                    .forEach(row -> block.append(start).append(row));
        }
        return block.toString();
    }

    private static List<String> rows(Forecast.Part part, Clockface clockface) {
        Section section = part.section();
        return IntStream.range(0, section.times().size())
                .mapToObj(i -> row(clockface.written(section.times().get(i), section.step()), part.columns(), i))
                .toList();
    }

    private static String row(String time, List<Forecast.Column> columns, int at) {
        StringBuilder row = new StringBuilder(time);
        for (Forecast.Column column : columns) {
            row.append(',').append(column.variable().written(column.values().get(at)));
        }
        return row.append('\n').toString();
    }
}
