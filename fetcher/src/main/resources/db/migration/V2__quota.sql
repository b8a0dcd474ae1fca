-- Requests to a source over a day, for sources with limits.perDay.
CREATE TABLE source_quota (
    source   text COLLATE "C" NOT NULL,
    day      date             NOT NULL,
    requests integer          NOT NULL,
    PRIMARY KEY (source, day)
);
