package io.tideline.api.live;

import io.tideline.api.alert.Alert;
import io.tideline.api.filter.Labels;
import io.tideline.api.series.Reading;

/** What a record says. */
sealed interface Content {

    Labels labels();

    /** Equal for records that were written twice; empty where repeating is no fault. */
    String identity();

    /** What its event shows as JSON. */
    Object shown();

    /** One step in the life of an alert. */
    record Step(Alert alert) implements Content {

        @Override
        public Labels labels() {
            return alert.labels();
        }

        @Override
        public String identity() {
            return alert.id() + "#" + alert.sequence();
        }

        @Override
        public Object shown() {
            return alert;
        }
    }

    /** An alert again, with new marks. */
    record Marked(Alert alert) implements Content {

        @Override
        public Labels labels() {
            return alert.labels();
        }

        @Override
        public String identity() {
            return "";
        }

        @Override
        public Object shown() {
            return alert;
        }
    }

    /** A reading that breaks a threshold rule. */
    record Flagged(Flag flag) implements Content {

        @Override
        public Labels labels() {
            return new Labels(
                    flag.source(), flag.entity(), flag.metric(), flag.rule().id(), flag.severity(), "");
        }

        @Override
        public String identity() {
            return flag.id();
        }

        @Override
        public Object shown() {
            return flag;
        }
    }

    /** A reading. */
    record Read(Reading reading) implements Content {

        @Override
        public Labels labels() {
            return new Labels(reading.source(), reading.entity(), reading.metric(), "", "", "");
        }

        @Override
        public String identity() {
            return reading.series() + "@" + reading.observedAt().toEpochMilli() + "#" + reading.revision();
        }

        @Override
        public Object shown() {
            return reading;
        }
    }
}
