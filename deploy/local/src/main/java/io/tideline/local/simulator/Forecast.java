package io.tideline.local.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The weather that answers a query: computed once, for the answer and for the account of what was served. */
record Forecast(ForecastQuery query, List<At> places) {

    /** One place of the answer. */
    record At(Place place, List<Part> parts) {}

    /** One section at one place. */
    record Part(Section section, List<Column> columns) {}

    /** The values of one variable, one for each time of the section. */
    record Column(Variable variable, List<Double> values) {}

    static Forecast of(ForecastQuery query, Weather weather) {
        return new Forecast(
                query,
                query.places().stream()
                        .map(place -> new At(
                                place,
                                query.sections().stream()
                                        .map(section -> part(section, place, query.unit(), weather))
                                        .toList()))
                        .toList());
    }

    private static Part part(Section section, Place place, TemperatureUnit unit, Weather weather) {
        return new Part(
                section,
                section.variables().stream()
                        .map(variable -> column(variable, section, place, unit, weather))
                        .toList());
    }

    private static Column column(
            Variable variable, Section section, Place place, TemperatureUnit unit, Weather weather) {
        return new Column(
                variable,
                section.times().stream()
                        .map(time -> variable.at(weather, place, time, unit))
                        .toList());
    }

    /** Every value with its place and time. */
    void forEach(Consumer<ServedReading> action) {
        for (At at : places) {
            for (Part part : at.parts()) {
                for (Column column : part.columns()) forEach(at.place(), part.section(), column, action);
            }
        }
    }

    private void forEach(Place place, Section section, Column column, Consumer<ServedReading> action) {
        for (int i = 0; i < column.values().size(); i++) {
            Instant time = section.times().get(i);
            double value = column.values().get(i);
            String unit = column.variable().unit(query.unit());
            action.accept(new ServedReading(place, column.variable(), time, value, unit));
        }
    }
}
