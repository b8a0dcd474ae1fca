-- Keys are compared byte by byte: nobody sorts them for reading, and it is several times faster.
CREATE TABLE reading (
    source      text COLLATE "C"  NOT NULL,
    entity      text COLLATE "C"  NOT NULL,
    metric      text COLLATE "C"  NOT NULL,
    observed_at timestamptz       NOT NULL,
    value       double precision  NOT NULL,
    unit        text COLLATE "C"  NOT NULL,
    revision    integer           NOT NULL,
    fetched_at  timestamptz       NOT NULL,
    fetch_id    text COLLATE "C"  NOT NULL,
    PRIMARY KEY (source, entity, metric, observed_at)
) PARTITION BY RANGE (observed_at);

-- Makes the partition of the month that holds the instant. ATTACH lets readers and writers of other months go on.
CREATE FUNCTION make_reading_month(instant timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamp := date_trunc('month', instant AT TIME ZONE 'UTC');
    name text := 'reading_' || to_char(first, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('reading months', 0));
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE reading INCLUDING ALL)', name);
        EXECUTE format('ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            name, first AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
END $$;

-- Drops the partitions that end before the instant and answers how many.
CREATE FUNCTION drop_reading_months_before(instant timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month regclass;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('reading months', 0));
    FOR month IN
        SELECT inhrelid FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'reading'::regclass
          AND to_timestamp(right(relname, 7), 'YYYY_MM') AT TIME ZONE 'UTC' + interval '1 month' <= instant AT TIME ZONE 'UTC'
    LOOP
        EXECUTE format('DROP TABLE %s', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;

-- "fetch" alone is a reserved word.
CREATE TABLE source_fetch (
    source         text COLLATE "C" NOT NULL,
    fetch_id       text COLLATE "C" NOT NULL,
    interval_start timestamptz      NOT NULL,
    interval_end   timestamptz      NOT NULL,
    keep           boolean          NOT NULL,
    publish        boolean          NOT NULL,
    state          text             NOT NULL CHECK (state IN ('STORED', 'FAILED')),
    readings       integer          NOT NULL,
    new            integer          NOT NULL,
    revised        integer          NOT NULL,
    unchanged      integer          NOT NULL,
    rejected       integer          NOT NULL,
    entities       jsonb            NOT NULL,
    reason         text             NOT NULL DEFAULT '',
    detail         text             NOT NULL DEFAULT '',
    started_at     timestamptz      NOT NULL,
    finished_at    timestamptz      NOT NULL,
    PRIMARY KEY (source, fetch_id)
);
CREATE INDEX source_fetch_latest ON source_fetch (source, finished_at DESC);

CREATE TABLE rejected_reading (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text COLLATE "C" NOT NULL,
    fetch_id    text COLLATE "C" NOT NULL,
    entity      text COLLATE "C" NOT NULL,
    metric      text COLLATE "C" NOT NULL,
    reason      text             NOT NULL,
    detail      text             NOT NULL,
    excerpt     text             NOT NULL,
    rejected_at timestamptz      NOT NULL
);
CREATE INDEX rejected_reading_of_source ON rejected_reading (source, id);

-- A row holds up to some thousand readings in the order in which they are to be published (docs/adr/0002).
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    readings   integer     NOT NULL,
    batch      bytea       NOT NULL
);
-- Rows live for milliseconds: compression costs more than it saves, dead rows are to go soon.
ALTER TABLE outbox ALTER COLUMN batch SET STORAGE EXTERNAL;
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
