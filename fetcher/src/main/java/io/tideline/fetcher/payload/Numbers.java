package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.fetcher.reading.RejectReason;
import java.util.Locale;
import java.util.Set;

/** Reads values: numbers, or texts of numbers. */
final class Numbers {
    /** What a node says: a number, nothing, or something that cannot be read. */
    sealed interface Value {
        record Known(double number) implements Value {}

        record None() implements Value {}

        record Unreadable(RejectReason reason) implements Value {}
    }

    private static final Value NONE = new Value.None();
    private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "-inf", "+inf", "infinity", "-infinity");

    private final Set<String> missing;

    /** @param missing the spellings, beside null and empty, that mean "no value" */
    Numbers(Set<String> missing) {
        this.missing = missing;
    }

    Value read(JsonNode node) {
        if (node.isNumber()) {
            return finite(node.doubleValue());
        }
        if (node.isTextual()) {
            return text(node.textValue().strip());
        }
        boolean nothing = node.isNull() || node.isMissingNode();
        return nothing ? NONE : new Value.Unreadable(RejectReason.VALUE_NOT_A_NUMBER);
    }

    private Value text(String text) {
        if (text.isEmpty() || missing.contains(text)) {
            return NONE;
        }
        if (NOT_FINITE.contains(text.toLowerCase(Locale.ROOT))) {
            return new Value.Unreadable(RejectReason.VALUE_NOT_FINITE);
        }
        // Java's own reader takes "1d" and "0x1p3" for numbers; a payload that says so means something else.
        if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return new Value.Unreadable(RejectReason.VALUE_NOT_A_NUMBER);
        }
        try {
            return finite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return new Value.Unreadable(RejectReason.VALUE_NOT_A_NUMBER);
        }
    }

    private static Value finite(double value) {
        return Double.isFinite(value) ? new Value.Known(value) : new Value.Unreadable(RejectReason.VALUE_NOT_FINITE);
    }
}
