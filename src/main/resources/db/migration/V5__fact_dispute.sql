-- "This fact is wrong": what somebody who works on an alert says of an observation, which post has to answer for its
-- source and by when, and the answer. It marks the fact at once. The value is not repeated here, because psychological
-- aggregates stay in the schema care.
create table fact_dispute (
    id              uuid primary key,
    alert_id        uuid not null,
    enterprise_id   uuid not null,
    dimension       text not null,
    area_path       text collate "C" not null,
    observation_key uuid not null,
    -- the hash of what the observation said, to see that its source has corrected it
    content         bigint not null,
    indicator       text not null,
    source_kind     text not null,
    reason          text not null,
    state           text not null check (state in ('OPEN', 'CONFIRMED', 'CORRECTED')),
    raised_by       text not null,
    raised_at       timestamptz not null,
    post_id         uuid not null references post,
    due_at          timestamptz,
    missed_at       timestamptz,
    -- null when the source itself sent a correction
    answered_by     text check (answered_by <> raised_by),
    answered_at     timestamptz,
    answer          text
);
create index fact_dispute_key on fact_dispute (observation_key, id);
create index fact_dispute_area on fact_dispute (area_path, id);
create index fact_dispute_post on fact_dispute (post_id, id);
create index fact_dispute_due on fact_dispute (due_at) where state = 'OPEN';
-- Who doubts the same fact while it is being looked at adds nothing.
create unique index fact_dispute_open on fact_dispute (observation_key) where state = 'OPEN';
