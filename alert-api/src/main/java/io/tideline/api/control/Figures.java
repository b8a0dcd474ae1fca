package io.tideline.api.control;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The figures of the fetcher, as /q/metrics writes them: a line for each source. */
record Figures(String text) {
    private static final Pattern LINE =
            Pattern.compile("^(tideline_[a-z_]+)(?:\\{([^}]*)})? ([0-9.E+-]+)", Pattern.MULTILINE);

    /** The sum over all labels; empty where there is no such figure. */
    Optional<Double> sum(String name) {
        return sum(name, "");
    }

    /** The sum over all labels in which the expression is found; empty where there is no such figure. */
    Optional<Double> sum(String name, String labels) {
        Pattern wanted = Pattern.compile(labels);
        return lines(name)
                .filter(line -> wanted.matcher(Objects.requireNonNullElse(line.group(2), ""))
                        .find())
                .map(Figures::value)
                .reduce(Double::sum);
    }

    /** The largest over all labels; empty where there is no such figure. */
    Optional<Double> most(String name) {
        return lines(name).map(Figures::value).max(Double::compare);
    }

    private Stream<MatchResult> lines(String name) {
        return LINE.matcher(text).results().filter(line -> line.group(1).equals(name));
    }

    private static Double value(MatchResult line) {
        return Double.valueOf(line.group(3));
    }
}
