-- The same of rows that are taken in by the million (docs/adr/0034): their source and their enterprise are found or made in
-- the transaction that writes them.
alter table observation drop constraint observation_source_id_fkey;
alter table headcount_reading drop constraint headcount_reading_enterprise_id_fkey;
