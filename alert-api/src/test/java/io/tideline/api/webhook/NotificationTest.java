package io.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.api.alert.Alert;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI DASHBOARD = URI.create("http://127.0.0.1:8081/");

    /** As Alertmanager's documentation of its webhook shows it, field by field. */
    @Test
    void hasTheShapeOfAlertmanagersVersion4() throws IOException {
        List<Alert> alerts = List.of(AlertGroupTest.alert("a", 1, "FIRING"), AlertGroupTest.alert("b", 2, "RESOLVED"));

        JsonNode sent = JSON.valueToTree(Notification.of("chat", "heat", alerts, DASHBOARD));

        assertThat(sent).isEqualTo(JSON.readTree("""
                {"version": "4", "groupKey": "{}:{rule=\\"heat\\"}", "truncatedAlerts": 0, "status": "firing",
                 "receiver": "chat", "groupLabels": {"alertname": "Too hot", "rule": "heat"},
                 "commonLabels": {"alertname": "Too hot", "rule": "heat", "severity": "critical", "source": "test",
                                  "entity": "phoenix", "metric": "temperature"},
                 "commonAnnotations": {"summary": "hot", "description": "hot"},
                 "externalURL": "http://127.0.0.1:8081/",
                 "alerts": [
                   {"status": "firing",
                    "labels": {"alertname": "Too hot", "rule": "heat", "severity": "critical", "source": "test",
                               "entity": "phoenix", "metric": "temperature"},
                    "annotations": {"summary": "hot", "description": "hot"},
                    "startsAt": "2026-01-01T00:00:00Z", "endsAt": "0001-01-01T00:00:00Z",
                    "generatorURL": "http://127.0.0.1:8081/alerts/a", "fingerprint": "a"},
                   {"status": "resolved",
                    "labels": {"alertname": "Too hot", "rule": "heat", "severity": "critical", "source": "test",
                               "entity": "phoenix", "metric": "temperature"},
                    "annotations": {"summary": "hot", "description": "hot"},
                    "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2026-01-01T00:01:00Z",
                    "generatorURL": "http://127.0.0.1:8081/alerts/b", "fingerprint": "b"}]}
                """));
    }

    @Test
    void isResolvedOnceNothingFiresAndSaysHowManyItLeavesOut() {
        List<Alert> many = Collections.nCopies(203, AlertGroupTest.alert("b", 2, "RESOLVED"));

        Notification sent = Notification.of("chat", "heat", many, DASHBOARD);

        assertThat(sent.status()).isEqualTo("resolved");
        assertThat(sent.alerts()).hasSize(200);
        assertThat(sent.truncatedAlerts()).isEqualTo(3);
    }
}
