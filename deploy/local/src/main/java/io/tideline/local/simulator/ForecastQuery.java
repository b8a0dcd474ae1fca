package io.tideline.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request to /v1/forecast asks for. The parameters are those of Open-Meteo; ones that the simulator has no use for are ignored. */
record ForecastQuery(
        List<Place> places, List<Section> sections, TemperatureUnit unit, Clockface clockface, Format format) {
    private static final int MOST_VALUES = 500_000;
    private static final Duration UNASKED = Duration.ofMinutes(15);

    /** How the answer is written. */
    enum Format {
        JSON,
        CSV;

        static Format of(String name) {
            return switch (name) {
                case "json" -> JSON;
                case "csv" -> CSV;
                default -> throw new BadRequest("The format " + name + " is not known; use json or csv.");
            };
        }
    }

    /** Reads the parameters; the step is that of minutely_15, finer here than its name says, and of current. */
    static ForecastQuery of(Map<String, String> parameters, Instant now, Duration step) {
        Reader reader = new Reader(parameters, Clockface.of(parameters.getOrDefault("timezone", "GMT"), now), now);
        ForecastQuery query = new ForecastQuery(
                reader.places(),
                reader.sections(step),
                TemperatureUnit.of(parameters.getOrDefault("temperature_unit", "celsius")),
                reader.clockface(),
                Format.of(parameters.getOrDefault("format", "json")));
        if (query.sections().isEmpty()) {
            throw new BadRequest("Nothing is asked for: name variables for current, minutely_15 or hourly.");
        }
        return query;
    }

    private record Reader(Map<String, String> parameters, Clockface clockface, Instant now) {

        List<Place> places() {
            List<Double> latitudes = numbers("latitude");
            List<Double> longitudes = numbers("longitude");
            if (latitudes.size() != longitudes.size()) {
                throw new BadRequest("Parameter 'latitude' and 'longitude' must have the same number of elements");
            }
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < latitudes.size(); i++) places.add(new Place(latitudes.get(i), longitudes.get(i)));
            return places;
        }

        List<Section> sections(Duration step) {
            List<Section> sections = new ArrayList<>();
            List<Variable> current = variables(Section.CURRENT);
            if (!current.isEmpty()) sections.add(Section.current(current, now, step));
            List<Variable> minutely = variables("minutely_15");
            if (!minutely.isEmpty()) {
                Instant to = instant("end_minutely_15", now);
                sections.add(
                        series("minutely_15", minutely, instant("start_minutely_15", to.minus(UNASKED)), to, step));
            }
            List<Variable> hourly = variables("hourly");
            if (!hourly.isEmpty()) {
                Instant from = clockface.startOfDay(parameters.get("start_date"), now);
                Instant lastDay = clockface.startOfDay(parameters.get("end_date"), from);
                sections.add(series("hourly", hourly, from, lastDay.plus(Duration.ofDays(1)), Duration.ofHours(1)));
            }
            return sections;
        }

        private Section series(String name, List<Variable> variables, Instant from, Instant to, Duration step) {
            if (to.isBefore(from))
                throw new BadRequest("The end of " + name + ", " + to + ", is before its start, " + from);
            long values = Duration.between(from, to).dividedBy(step) * variables.size() * places().size();
            if (values > MOST_VALUES) {
                throw new BadRequest(
                        values + " values are more than the " + MOST_VALUES + " of one answer; ask for less time.");
            }
            return Section.series(name, variables, from, to, step);
        }

        private List<Variable> variables(String section) {
            return words(parameters.get(section)).map(Variable::of).distinct().toList();
        }

        private List<Double> numbers(String parameter) {
            String text = parameters.get(parameter);
            if (text == null) throw new BadRequest("Parameter '" + parameter + "' is required");
            try {
                return words(text).map(Double::valueOf).toList();
            } catch (NumberFormatException e) {
                throw new BadRequest("Parameter '" + parameter + "' must hold numbers. Given: " + text + ".");
            }
        }

        private Instant instant(String parameter, Instant otherwise) {
            String text = parameters.get(parameter);
            return text == null ? otherwise : clockface.instant(parameter, text);
        }

        private static Stream<String> words(@Nullable String list) {
            if (list == null) return Stream.empty();
            return Arrays.stream(list.split(",")).map(String::strip).filter(word -> !word.isEmpty());
        }
    }
}
