-- Whose readings wait. Rows that an older version of the fetcher adds do not say it.
ALTER TABLE outbox ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT '';
