package io.tideline.rules;

/**
 * What is wrong with one field of a rule as it was written.
 *
 * @param path of the field, for example {@code condition.above}; empty for the whole
 * @param value as it was written; empty if it is missing
 * @param expected what to write instead
 */
public record Fault(String path, String value, String expected) {
    @Override
    public String toString() {
        String what = path.isEmpty() ? "the rule" : path;
        return what + (value.isEmpty() ? " is missing" : " is " + value) + "; expected " + expected;
    }
}
