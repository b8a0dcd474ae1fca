-- What was pushed under an id, so that another payload under the same one can be told; empty for a fetch, and where it is not known.
ALTER TABLE source_fetch ADD COLUMN digest text COLLATE "C" NOT NULL DEFAULT '';
