-- Until when tier, rules and completeness of an assessment stay as they are by the mere passing of time; null for ever.
-- A pass over what changed looks here, and below.
alter table assessment add column holds_until timestamptz;
alter table care.assessment add column holds_until timestamptz;
create index assessment_due on assessment (holds_until) where holds_until is not null;
create index care_assessment_due on care.assessment (holds_until) where holds_until is not null;

-- Enterprises of which a file said something that no assessment has seen yet, with the epoch in which it was written down.
-- A pass begins an epoch when no import is in the middle of a chunk, and takes away what earlier ones left.
create table unassessed (
    enterprise_id uuid primary key,
    epoch         bigint not null
);
create sequence unassessed_epoch;
select nextval('unassessed_epoch');
insert into unassessed select id, 0 from enterprise;

-- Whether a pass is over everybody or over what changed; and the epoch it began, 0 as of the past.
alter table pass add column everybody boolean not null default true;
alter table pass add column epoch bigint not null default 0;
