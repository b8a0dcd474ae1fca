package io.tideline.spark.job;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/**
 * What ended a query, and what a person should do.
 *
 * @param message every exception of the chain with the first line of its message, the outermost first
 * @param cause the same of the innermost alone: what went wrong, without what went wrong because of it
 */
record Failure(Kind kind, String message, String cause) {

    enum Kind {
        /** Something was away or broke down: trying again can heal it. */
        PASSING,
        /** The checkpoint was written by another version of the query, or for another cluster of Kafka. */
        CHECKPOINT_UNFIT
    }

    /** How Spark's names of these conditions begin. */
    static final List<String> UNFIT_CONDITIONS = List.of(
            "STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE",
            "STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE",
            "STATE_STORE_KEY_ROW_FORMAT_VALIDATION_FAILURE",
            "STATE_STORE_VALUE_ROW_FORMAT_VALIDATION_FAILURE",
            "STATE_STORE_INVALID",
            "STATE_STORE_COLUMN_FAMILY_SCHEMA_INCOMPATIBLE",
            "STATE_STORE_VALUE_SCHEMA_EVOLUTION_THRESHOLD_EXCEEDED",
            "STATE_STORE_STATE_SCHEMA_FILES_THRESHOLD_EXCEEDED",
            "STATE_STORE_UNSUPPORTED_OPERATION",
            "STATE_STORE_PROVIDER_DOES_NOT_SUPPORT_FINE_GRAINED_STATE_REPLAY",
            "STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA",
            "STREAMING_STATEFUL_OPERATOR_MISSING_STATE_DIRECTORY",
            "STREAMING_CHECKPOINT_MISSING_METADATA_FILE",
            "CANNOT_LOAD_STATE_STORE",
            "KAFKA_DATA_LOSS");

    private static final List<String> UNFIT_WORDS =
            List.of("remove the checkpoint", "different number of sources", "Offsets committed out of order");

    /** The value of a setting that is named like a secret, and the user of an address. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|credentials?)[\\w.-]*[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&)}]+)|(?<=://)[^/@\\s]+(?=@)");

    static Failure of(Throwable thrown) {
        StringBuilder message = new StringBuilder();
        String last = "";
        boolean unfit = false;
        for (@Nullable Throwable cause = thrown; cause != null; cause = next(cause)) {
            String text = String.valueOf(cause.getMessage());
            last = cause.getClass().getSimpleName() + ": " + firstLine(text);
            if (message.indexOf(firstLine(text)) < 0) {
                message.append(message.isEmpty() ? "" : " <- ").append(last);
            }
            unfit |= isUnfit(cause, text);
        }
        return new Failure(unfit ? Kind.CHECKPOINT_UNFIT : Kind.PASSING, message.toString(), last);
    }

    private static boolean isUnfit(Throwable cause, String text) {
        String condition = cause instanceof SparkThrowable spark ? String.valueOf(spark.getCondition()) : "";
        return UNFIT_CONDITIONS.stream().anyMatch(condition::startsWith)
                || UNFIT_WORDS.stream().anyMatch(text::contains);
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = SECRET.matcher(end < 0 ? text : text.substring(0, end)).replaceAll(Failure::hidden);
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private static String hidden(MatchResult secret) {
        return Matcher.quoteReplacement(Objects.toString(secret.group(1), "") + "***");
    }
}
