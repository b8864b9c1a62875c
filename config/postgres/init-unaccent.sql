-- Run once in a new database of the suite (or in template1, so that every new
-- database has it). Search without diacritics needs both extensions; an index
-- may only use a function that is declared immutable.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER FUNCTION unaccent(text) IMMUTABLE;
