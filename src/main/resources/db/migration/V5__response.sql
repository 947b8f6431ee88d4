-- The life of an alert: who did what when. Times on the row, because lists and measures read them; each step is also
-- an event.
alter table alert
    add column acknowledged_at timestamptz,
    add column acknowledged_by text,
    add column contacted_at    timestamptz,
    add column planned_at      timestamptz,
    add column outcome         text check (outcome in ('AVERTED', 'HAPPENED', 'FALSE_ALARM', 'MERGED')),
    add column closed_by       text,
    add column checked_by      text,
    -- findings of a lower tier, and repeats, that the open alert held back
    add column inhibited       integer not null default 0,
    -- the alert of a related enterprise that speaks for this one
    add column lead_id         uuid references alert;
create index alert_lead on alert (lead_id) where lead_id is not null;

alter table alert_event
    add column actor   text,
    add column note_zh text,
    add column note_en text;

-- A clock runs until it is met or stopped; when it was missed it climbs, level after level.
alter table alert_clock
    add column met_at     timestamptz,
    add column stopped_at timestamptz,
    add column missed_at  timestamptz,
    add column level      smallint not null default 0;
create index alert_clock_running on alert_clock (due_at) where met_at is null and stopped_at is null;

-- The outbox: who has to be told what, written with what it tells of.
create table notification (
    id       uuid primary key,
    kind     text not null,
    alert_id uuid references alert,
    post_id  uuid references post,
    username text,
    tier     text not null,
    why_zh   text not null,
    why_en   text not null,
    made_at  timestamptz not null
);
create index notification_alert on notification (alert_id);
