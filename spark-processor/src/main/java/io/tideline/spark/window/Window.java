package io.tideline.spark.window;

/** One window of a series as it is now; final when the watermark has passed its end. */
record Window(WindowSize size, long start, Statistics statistics, String unit, boolean isFinal) {

    long end() {
        return start + size.millis();
    }
}
