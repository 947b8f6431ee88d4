-- Working calendars, each version kept: a clock names the one it was computed with. The last one taken in counts.
create table working_calendar (
    version   text primary key,
    number    integer generated always as identity unique,
    content   text not null,
    last_year integer not null,
    taken_at  timestamptz not null,
    taken_by  text not null
);

-- A missed clock climbs: "level" is the rung it reached, "told" who heard of it there, "climb_at" when it climbs on.
alter table alert_clock
    add column calendar text,
    add column climb_at timestamptz,
    add column told     text[] not null default '{}';
create index alert_clock_climbing on alert_clock (coalesce(climb_at, due_at))
    where met_at is null and stopped_at is null and step <> 'enterprise';

-- Acknowledged, then silence: when the owner is reminded, and when he was.
alter table alert
    add column remind_at   timestamptz,
    add column reminded_at timestamptz;
create index alert_silent on alert (remind_at nulls first) where state = 'ACKNOWLEDGED';
create index alert_owner_username on alert (owner_username) where closed_at is null;

-- Who is away, and who answers for him; told_at when those who stand in heard of his open alerts.
create table absence (
    id          uuid primary key,
    username    text not null,
    away_from   timestamptz not null,
    away_to     timestamptz not null check (away_to > away_from),
    reason      text not null,
    covered_by  text check (covered_by <> username),
    recorded_by text not null,
    recorded_at timestamptz not null,
    told_at     timestamptz,
    unique (username, away_from)
);
create index absence_untold on absence (away_from) where told_at is null;

-- Who is on duty at a post from when until when; he answers before its holder does.
create table duty_shift (
    post_id   uuid not null references post,
    username  text not null,
    duty_from timestamptz not null,
    duty_to   timestamptz not null check (duty_to > duty_from),
    primary key (post_id, username, duty_from)
);

create trigger absence_changed after insert or update of username, away_from, away_to, covered_by or delete or truncate
    on absence for each statement execute function posts_changed();
create trigger duty_shift_changed after insert or update or delete or truncate on duty_shift
    for each statement execute function posts_changed();
