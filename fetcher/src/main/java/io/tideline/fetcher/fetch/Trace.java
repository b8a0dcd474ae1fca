package io.tideline.fetcher.fetch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The W3C trace context of what is going on, so that a record in Kafka belongs to the order that brought it. */
public final class Trace {
    private Trace() {}

    /** The header traceparent, empty outside of a trace. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : "";
    }
}
