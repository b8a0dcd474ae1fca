package io.tideline.spark.alert;

import io.tideline.avro.AlertEvent;
import io.tideline.rules.alert.AlertStep;

/** Steps of an alert as Avro messages. */
final class AlertEvents {

    private AlertEvents() {}

    static AlertEvent of(AlertStep step) {
        return AlertEvent.newBuilder()
                .setAlertId(step.alertId())
                .setSequence(step.sequence())
                .setRuleId(step.ruleId())
                .setRuleName(step.ruleName())
                .setSeverity(step.severity().name())
                .setSource(step.series().source())
                .setEntity(step.series().entity())
                .setMetric(step.series().metric())
                .setState(step.state().name())
                .setReason(step.reason() == null ? "" : step.reason().name())
                .setCondition(step.condition())
                .setValue(step.value())
                .setUnit(step.unit())
                .setThreshold(step.threshold())
                .setThresholdUnit(step.thresholdUnit())
                .setPeak(step.peak())
                .setReadings(step.readings())
                .setStartsAt(step.startsAt())
                .setFiredAt(step.firedAt())
                .setEndsAt(step.endsAt())
                .setAt(step.at())
                .setFetchedAt(step.fetchedAt())
                .setMessage(step.message())
                .build();
    }
}
