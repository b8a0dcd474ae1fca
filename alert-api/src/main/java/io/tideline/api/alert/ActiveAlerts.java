package io.tideline.api.alert;

import io.smallrye.mutiny.Uni;
import io.tideline.api.silence.Silence;
import io.tideline.api.silence.SilenceWatcher;
import io.tideline.api.silence.Silences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The alerts that are active now, with what people said about them. */
@ApplicationScoped
public class ActiveAlerts implements SilenceWatcher {

    private static final List<String> WORST_FIRST = List.of("CRITICAL", "WARNING", "INFO");

    private final AlertTables tables;
    private final Silences silences;
    private final Announcements announcements;

    ActiveAlerts(AlertTables tables, Silences silences, Announcements announcements) {
        this.tables = tables;
        this.silences = silences;
        this.announcements = announcements;
    }

    /** The worst first, among them the newest first. */
    public Uni<List<Alert>> all() {
        return tables.active().collect().asList().flatMap(this::marked).map(alerts -> alerts.stream()
                .sorted(Comparator.comparingInt((Alert alert) -> WORST_FIRST.indexOf(alert.severity()))
                        .thenComparing(Alert::startsAt, Comparator.reverseOrder())
                        .thenComparing(Alert::id))
                .toList());
    }

    Uni<List<Alert>> marked(List<Alert> alerts) {
        return tables.notes(alerts.stream().map(Alert::id).toList()).map(notes -> alerts.stream()
                .map(alert -> marked(alert, notes.getOrDefault(alert.id(), List.of())))
                .toList());
    }

    Alert marked(Alert alert, List<Note> notes) {
        Marks marks = notes.stream().reduce(Marks.NONE, Marks::and, (a, b) -> b);
        return alert.with(marks, alert.hasEnded() ? null : silences.mark(alert.labels()));
    }

    @Override
    public Uni<Void> changed(Silence silence) {
        return silences.refresh()
                .flatMap(done -> all())
                .map(alerts -> alerts.stream()
                        .filter(alert -> silence.matchers().matches(alert.labels()))
                        .toList())
                .invoke(announcements::announce)
                .replaceWithVoid();
    }
}
