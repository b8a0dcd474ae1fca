package io.tideline.bench.backfill;

import io.tideline.bench.backfill.Kept.Receipts;
import java.time.Duration;

/** What each pass over the same intervals did, one line for each. */
final class Table {
    private Kept before;

    Table(int stations, int runs, Kept before) {
        this.before = before;
        System.out.printf(
                "%d stations, %d intervals of %d days, hourly: %d readings; %d processors%n",
                stations,
                runs,
                Stations.INTERVAL.toDays(),
                new Stations(stations).readings(runs),
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%-10s %8s %8s %8s %9s %8s %9s %8s %9s %9s %9s%n",
                "pass",
                "seconds",
                "fetches",
                "requests",
                "new",
                "revised",
                "unchanged",
                "rejected",
                "rows",
                "published",
                "rows are");
    }

    void line(String pass, Duration took, Kept now) {
        Receipts had = before.receipts();
        Receipts has = now.receipts();
        System.out.printf(
                "%-10s %8.1f %8d %8d %9d %8d %9d %8d %9d %9d %9s%n",
                pass,
                took.toMillis() / 1e3,
                has.fetches() - had.fetches(),
                has.requests() - had.requests(),
                has.fresh() - had.fresh(),
                has.revised() - had.revised(),
                has.unchanged() - had.unchanged(),
                has.rejected() - had.rejected(),
                now.rows(),
                now.published() - before.published(),
                now.print().equals(before.print()) ? "the same" : "others");
        before = now;
    }
}
