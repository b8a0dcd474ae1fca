package io.tideline.api.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fake API says about the pipeline: Spark is stuck, one source is paused, two records wait for a replay. */
final class FakeControl {

    private FakeControl() {}

    static Object body(String path, @Nullable String query) {
        return switch (path) {
            case "/control/pipeline" -> pipeline();
            case "/control/spark" ->
                Map.of(
                        "workers",
                        List.of(worker()),
                        "queries",
                        List.of(query("windows", "DOWN"), query("flags", "RUNNING")));
            case "/control/groups" ->
                Samples.page(List.of(group("tideline-windows"), group("tideline-webhook-on-call")));
            case "/control/brokers" ->
                Map.of("mode", "zookeeper", "brokers", List.of(broker()), "quorum", List.of(voter()));
            case "/control/cassandra" -> cassandra();
            case "/control/fetches" -> Samples.page(List.of(fetch("simulator", false), fetch("usgs", true)));
            case "/control/rejected" ->
                Map.of("items", List.of(rejected(8, false), rejected(7, false), rejected(6, true)), "waiting", 2);
            case "/control/sources/usgs/fetches" -> Samples.page(List.of(failedRun()));
            case "/control/sources/usgs/rejected" ->
                query != null && query.contains("before=7")
                        ? rejectedReadings("UNKNOWN_UNIT", null)
                        : rejectedReadings("NOT_A_NUMBER", "7");
            case "/control/topics/readings/records" -> Samples.page(List.of(record()));
            case "/control/schemas" ->
                Samples.page(List.of(Map.of(
                        "subject",
                        "readings-value",
                        "version",
                        2,
                        "versions",
                        List.of(1, 2),
                        "compatibility",
                        "FULL")));
            case "/control/schemas/readings-value/versions/1" -> schema("old", "source", "metric");
            case "/control/schemas/readings-value/versions/2" -> schema("new", "source", "entity", "metric");
            case "/control/topics" -> Samples.page(List.of(topic()));
            default -> Samples.page(List.of());
        };
    }

    /** Spark is stuck, and what comes after it starves. */
    private static Map<String, Object> pipeline() {
        List<Map<String, Object>> hops = List.of(
                hop("scheduler", "WORKING"),
                hop("fetcher", "WORKING"),
                hop("postgresql", "WORKING"),
                hop("kafka", "WORKING"),
                hop("spark", "STUCK"),
                hop("cassandra", "STARVED"),
                hop("alert-api", "STARVED"));
        return Map.of(
                "hops",
                hops,
                "sources",
                List.of(Map.of("source", "simulator", "simulated", true, "rate", 0.4, "hops", hops)));
    }

    private static Map<String, Object> hop(String name, String state) {
        Map<String, Object> hop = new LinkedHashMap<>();
        hop.put("hop", name);
        hop.put("state", state);
        hop.put("rate", 0.4);
        hop.put("rateUnit", "records/s");
        hop.put("lagSeconds", null);
        hop.put("lagRecords", state.equals("STUCK") ? 22841 : null);
        hop.put("lastWorkAt", Samples.minutesAgo(state.equals("WORKING") ? 0 : 6));
        hop.put("detail", "");
        return hop;
    }

    /** It died ten minutes ago. */
    private static Map<String, Object> query(String name, String state) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("name", name);
        query.put("state", state);
        query.put("inputPerSecond", 12.0);
        query.put("lastProgressAt", Samples.minutesAgo(1));
        query.put(
                "lastError",
                Map.of("error", "InvalidQueryException: table " + name + " is missing", "at", Samples.minutesAgo(10)));
        return query;
    }

    private static Map<String, Object> worker() {
        return Map.of(
                "id",
                "worker-20260131140000-127.0.0.1-35523",
                "state",
                "ALIVE",
                "cores",
                4,
                "coresUsed",
                4,
                "memoryMb",
                1024);
    }

    /** It stands still with 1,204 records before it. */
    private static Map<String, Object> group(String name) {
        return Map.of(
                "group",
                name,
                "topics",
                List.of("readings"),
                "members",
                0,
                "lagRecords",
                1204,
                "lagSeconds",
                95.0,
                "history",
                List.of(0, 400, 1204),
                "verdict",
                "STALL");
    }

    private static Map<String, Object> broker() {
        return Map.of(
                "id",
                1,
                "address",
                "127.0.0.1:25411",
                "up",
                true,
                "controller",
                true,
                "leaders",
                24,
                "bytes",
                1_400_000);
    }

    private static Map<String, Object> voter() {
        return Map.of(
                "address", "127.0.0.1:25410", "role", "standalone", "latencyMs", 0.4, "connections", 3, "znodes", 178);
    }

    private static Map<String, Object> cassandra() {
        return Map.of(
                "nodes",
                List.of(Map.of(
                        "address", "127.0.0.1:25412", "up", true, "datacenter", "datacenter1", "bytes", 900_000)),
                "keyspaces",
                List.of(Map.of("name", "tideline", "tables", 14, "bytes", 0)));
    }

    private static Map<String, Object> fetch(String source, boolean paused) {
        Map<String, Object> fetch = new LinkedHashMap<>();
        fetch.put("source", source);
        fetch.put("state", "STORED");
        fetch.put("startedAt", Samples.minutesAgo(1));
        fetch.put("finishedAt", Samples.minutesAgo(1));
        fetch.put("readings", 12);
        fetch.put("rejected", 3);
        fetch.put("reason", null);
        fetch.put("paused", paused);
        return fetch;
    }

    private static Map<String, Object> failedRun() {
        Map<String, Object> run = fetch("usgs", false);
        run.put("state", "FAILED");
        run.put("reason", "SERVER_ERROR");
        run.put("detail", "The source answered 500");
        run.put("dataIntervalStart", Samples.minutesAgo(2));
        run.put("dataIntervalEnd", Samples.minutesAgo(1));
        return run;
    }

    private static Map<String, Object> rejectedReadings(String reason, @Nullable String next) {
        Map<String, Object> page = Samples.page(List.of(Map.of(
                "rejectedAt", Samples.minutesAgo(5),
                "entity", "phoenix",
                "metric", "temperature",
                "reason", reason,
                "detail", "it is no number",
                "excerpt", "\"temp\": \"--\"")));
        page.put("next", next);
        return page;
    }

    private static Map<String, Object> record() {
        return Map.of(
                "offset",
                41,
                "partition",
                1,
                "timestamp",
                Samples.minutesAgo(1),
                "key",
                "simulator/phoenix/temperature",
                "value",
                Map.of("value", 38.6));
    }

    private static Map<String, Object> schema(String doc, String... fields) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("name", "Reading");
        schema.put("doc", doc);
        schema.put("fields", List.of(fields));
        return schema;
    }

    private static Map<String, Object> rejected(int number, boolean replayed) {
        return Map.ofEntries(
                Map.entry("number", number),
                Map.entry("reason", "UNKNOWN_SCHEMA"),
                Map.entry("detail", "no schema has content id 991"),
                Map.entry("topic", "readings"),
                Map.entry("partition", 2),
                Map.entry("offset", 100 + number),
                Map.entry("rejectedAt", Samples.minutesAgo(number)),
                Map.entry("replayed", replayed),
                Map.entry("key", "simulator/phoenix/temperature"),
                Map.entry("bytes", "AAAAA99oZWxsbw=="),
                Map.entry("size", 61));
    }

    private static Map<String, Object> placement(int partition, List<Integer> replicas, List<Integer> inSync) {
        return Map.of(
                "partition",
                partition,
                "leader",
                replicas.get(0),
                "replicas",
                replicas,
                "inSync",
                inSync,
                "bytes",
                350_000 * (partition + 1));
    }

    private static Map<String, Object> topic() {
        return Map.of(
                "name",
                "readings",
                "partitions",
                2,
                "bytes",
                1_400_000,
                "in",
                0.4,
                "out",
                0.4,
                "retention",
                "PT168H",
                "underReplicated",
                1,
                "placement",
                List.of(placement(0, List.of(1, 2), List.of(1, 2)), placement(1, List.of(2, 1), List.of(2))));
    }
}
