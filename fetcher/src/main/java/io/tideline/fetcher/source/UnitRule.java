package io.tideline.fetcher.source;

/** How the unit of a metric is known. */
public sealed interface UnitRule {
    /** The mapping gives the UCUM code; empty for a count. */
    record Fixed(String code) implements UnitRule {}

    /** The payload spells it there; the unit table turns the spelling into a UCUM code. */
    record At(Path path) implements UnitRule {}

    /** The header of the CSV column spells it, as in {@code temperature_2m (°C)}. */
    record InHeader() implements UnitRule {}
}
