package io.tideline.rules;

import java.util.List;

/** A rule read from JSON, or everything that is wrong with it. */
public sealed interface ParsedRule {

    record Valid(Rule rule) implements ParsedRule {}

    /** At least one fault. */
    record Faulty(List<Fault> faults) implements ParsedRule {}
}
