package io.tideline.api.control;

import java.time.Duration;
import java.util.List;

/**
 * How a consumer group is doing, without thresholds, over a window of samples, in the manner of Burrow. The order is from good to
 * bad: a group is as bad as its worst partition.
 */
enum Verdict {
    OK,
    WARN,
    REWIND,
    STALL,
    STOP;

    /** Unchanged commits for so long, with records waiting, mean that nobody reads any more. */
    private static final Duration SILENT = Duration.ofMinutes(9);

    /** Where one partition was. */
    record Point(long atMillis, long committed, long lag) {}

    /** The verdict on one partition; its points are in the order of time. */
    static Verdict of(List<Point> points) {
        if (points.size() < 2) {
            return OK;
        }
        List<Point> window = points.subList(Math.max(0, points.size() - 12), points.size());
        if (wentBack(window)) {
            return REWIND;
        }
        if (window.stream().anyMatch(point -> point.lag() == 0)) {
            return OK;
        }
        if (stoodStill(points) && span(points) >= SILENT.toMillis()) {
            return STOP;
        }
        if (stoodStill(window)) {
            return window.size() < 12 ? OK : STALL;
        }
        return lagNeverFell(window) ? WARN : OK;
    }

    /** Whether nobody reads on. */
    boolean isStanding() {
        return this == STALL || this == STOP;
    }

    Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static boolean wentBack(List<Point> points) {
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).committed() < points.get(i - 1).committed()) {
                return true;
            }
        }
        return false;
    }

    private static boolean stoodStill(List<Point> points) {
        return points.get(0).committed() == points.get(points.size() - 1).committed();
    }

    private static boolean lagNeverFell(List<Point> points) {
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).lag() < points.get(i - 1).lag()) {
                return false;
            }
        }
        return points.get(points.size() - 1).lag() > points.get(0).lag();
    }

    private static long span(List<Point> points) {
        return points.get(points.size() - 1).atMillis() - points.get(0).atMillis();
    }
}
