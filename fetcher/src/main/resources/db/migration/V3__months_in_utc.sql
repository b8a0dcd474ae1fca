-- As before, but whatever the time zone of the session: a month ends in UTC.
CREATE OR REPLACE FUNCTION drop_reading_months_before(instant timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month regclass;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('reading months', 0));
    FOR month IN
        SELECT inhrelid FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'reading'::regclass
          AND to_date(right(relname, 7), 'YYYY_MM')::timestamp + interval '1 month' <= instant AT TIME ZONE 'UTC'
    LOOP
        EXECUTE format('DROP TABLE %s', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
