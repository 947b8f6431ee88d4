-- Areas carry their whole path from the city down ("4403.440307.440307013."), with a closing dot, so that
-- "this area and everything below it" is one prefix test on one indexed column wherever the path stands.

create table area (
    id          uuid primary key,
    code        text not null,
    level       text not null check (level in ('ROOT', 'CITY', 'DISTRICT', 'SUBDISTRICT', 'COMMUNITY', 'GRID')),
    zh          text not null,
    en          text not null,
    parent_code text,
    path        text collate "C" not null,
    provisional boolean not null default false,
    successor   text,
    valid_from  date not null,
    valid_to    date,
    unique (code, valid_from)
);
create index area_path on area (path);
create unique index area_current on area (code) where valid_to is null;

create table account (
    id            uuid primary key,
    username      text not null unique,
    password_hash text not null,
    display_name  text not null,
    roles         text not null,
    area_code     text not null,
    area_path     text collate "C" not null,
    one_time      boolean not null default false,
    created_at    timestamptz not null,
    disabled_at   timestamptz
);

create table api_key (
    id          uuid primary key,
    name        text not null,
    key_hash    text not null unique,
    scopes      text not null,
    area_code   text not null,
    area_path   text collate "C" not null,
    created_at  timestamptz not null,
    created_by  text not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz
);

create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text not null,
    action  text not null,
    subject text,
    detail  text
);
create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_subject on audit_entry (subject, id);

create table post (
    id        uuid primary key,
    kind      text not null,
    area_code text not null,
    area_path text collate "C" not null,
    zh        text not null,
    en        text not null,
    unique (kind, area_code, zh)
);
create index post_area on post (area_path);

-- Who holds a post, and who stands in for the holder, each with validity in time.
create table post_holding (
    id         uuid primary key,
    post_id    uuid not null references post,
    username   text not null,
    stand_in   boolean not null default false,
    valid_from timestamptz not null,
    valid_to   timestamptz,
    unique (post_id, username, stand_in, valid_from)
);
create index post_holding_username on post_holding (username);

create table enterprise (
    id                uuid primary key,
    uscc              text unique,
    name              text not null,
    industry          text,
    area_code         text not null,
    area_path         text collate "C" not null,
    address           text,
    headcount         integer not null default 0,
    headcount_known   boolean not null default false,
    flags             text not null default '',
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);
create index enterprise_area on enterprise (area_path, id);
create index enterprise_name on enterprise (name text_pattern_ops);
create index enterprise_uscc on enterprise (uscc text_pattern_ops);

create table enterprise_identifier (
    scheme        text not null,
    value         text not null,
    enterprise_id uuid not null references enterprise,
    primary key (scheme, value)
);
create index enterprise_identifier_enterprise on enterprise_identifier (enterprise_id);

create table headcount_reading (
    enterprise_id uuid not null references enterprise,
    source        text not null,
    counted_on    date not null,
    staff         integer not null check (staff >= 0),
    dispatched    integer not null default 0 check (dispatched >= 0),
    learnt_at     timestamptz not null,
    primary key (enterprise_id, source, counted_on, learnt_at)
);

-- One row a feed and kind of evidence; observations refer to it by its small number.
create table source (
    id   integer generated always as identity primary key,
    code text not null,
    kind text not null,
    unique (code, kind)
);

-- Append-only, with two times: when it was so (occurred_at), when we learnt it (learnt_at). A correction
-- retracts the row it replaces and adds its own. "key" names the row of the source and the indicator;
-- "content" is a hash of what it says, so the same row delivered twice is the same row here.
create table observation (
    key           uuid not null,
    content       bigint not null,
    enterprise_id uuid not null,
    indicator     text not null,
    value         double precision not null,
    occurred_at   timestamptz not null,
    learnt_at     timestamptz not null,
    retracted_at  timestamptz,
    source_id     integer not null references source,
    reporter      uuid,
    confidence    real,
    established   boolean not null default false,
    evidence      text
) partition by range (occurred_at);

create table observation_before_2020 partition of observation for values from (minvalue) to ('2020-01-01 00:00+00');
create table observation_after_2030 partition of observation for values from ('2031-01-01 00:00+00') to (maxvalue);
do $$
declare month timestamptz := '2020-01-01 00:00+00';
begin
    while month < '2031-01-01 00:00+00' loop
        execute format('create table observation_%s partition of observation for values from (%L) to (%L)',
            to_char(month at time zone 'UTC', 'YYYY_MM'), month, (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
        month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
    end loop;
end $$;
create index observation_enterprise on observation (enterprise_id, occurred_at);

-- What each key says now and where that row lies: one probe instead of one in each month.
create table observation_key (
    key           uuid primary key,
    content       bigint not null,
    enterprise_id uuid not null,
    occurred_at   timestamptz not null,
    learnt_at     timestamptz not null
);

-- Psychological aggregates live apart: nothing of the labour or integrity side reads this schema.
create schema care;
create table care.observation (like observation including defaults);
alter table care.observation add column group_size integer not null;
create index care_observation_subject on care.observation (enterprise_id, occurred_at);
create table care.observation_key (like observation_key including all);

create table import_run (
    id          uuid primary key,
    source      text not null,
    file_name   text not null,
    file_sha256 text not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    rows_done   bigint not null default 0,
    accepted    bigint not null default 0,
    rejected    bigint not null default 0,
    added       bigint not null default 0,
    corrected   bigint not null default 0,
    enterprises bigint not null default 0
);
create index import_run_file on import_run (file_sha256, source);

-- An answer given once under an idempotency key is given again for the same request.
create table idempotency_key (
    caller      text not null,
    key         text not null,
    body_sha256 text not null,
    answer      text not null,
    created_at  timestamptz not null,
    primary key (caller, key)
);

create table release (
    id           text primary key,
    version      integer generated always as identity,
    base         text not null,
    files        bytea not null,
    author       text not null,
    created_at   timestamptz not null
);

-- The latest assessment of each enterprise and dimension; findings are packed (see FindingsCodec).
create table assessment (
    enterprise_id uuid not null,
    dimension     text not null,
    assessed_at   timestamptz not null,
    release_id    text not null references release,
    headcount     integer not null,
    score         real not null,
    tier          text not null,
    completeness  real not null,
    findings      bytea not null,
    area_path     text collate "C" not null,
    primary key (enterprise_id, dimension)
);
create index assessment_area_tier on assessment (dimension, tier, score desc, enterprise_id);
create index assessment_area on assessment (area_path, dimension, score desc);

create table assessment_history (
    enterprise_id uuid not null,
    dimension     text not null,
    assessed_at   timestamptz not null,
    release_id    text not null,
    headcount     integer not null,
    score         real not null,
    tier          text not null,
    completeness  real not null,
    findings      bytea not null,
    primary key (enterprise_id, dimension, assessed_at)
);

create table care.assessment (like assessment including defaults including indexes);
create table care.assessment_history (like assessment_history including defaults including indexes);

-- A pass over everybody remembers how far it came, so that one that was killed goes on from there.
create table pass (
    id           uuid primary key,
    at           timestamptz not null,
    release_id   text not null references release,
    cursor_id    uuid,
    assessed     bigint not null default 0,
    changed      bigint not null default 0,
    raised       bigint not null default 0,
    upgraded     bigint not null default 0,
    started_at   timestamptz not null,
    finished_at  timestamptz
);
create unique index pass_unfinished on pass ((true)) where finished_at is null;

-- Owner, area and head count stand on the row, so that what an area-limited officer sees is one predicate.
create table alert (
    id              uuid primary key,
    enterprise_id   uuid not null references enterprise,
    dimension       text not null,
    episode         integer not null,
    tier            text not null,
    severity        smallint not null,
    score           real not null,
    state           text not null,
    raised_at       timestamptz not null,
    tier_since      timestamptz not null,
    closed_at       timestamptz,
    area_path       text collate "C" not null,
    headcount       integer not null,
    owner_post      uuid not null references post,
    owner_username  text,
    owner_because   text not null,
    route_id        text not null,
    release_id      text not null references release,
    why_zh          text not null,
    why_en          text not null,
    unique (enterprise_id, dimension, episode)
);
create unique index alert_active on alert (enterprise_id, dimension) where closed_at is null;
create index alert_owner on alert (owner_post, severity desc, score desc, id) where closed_at is null;
create index alert_area on alert (area_path, severity desc, score desc, id) where closed_at is null;
create index alert_worst on alert (severity desc, score desc, id) where closed_at is null;
create index alert_closed on alert (area_path) where closed_at is not null;

create table alert_copy (
    alert_id uuid not null references alert,
    post_id  uuid not null references post,
    username text,
    because  text not null,
    primary key (alert_id, post_id)
);
create index alert_copy_post on alert_copy (post_id, alert_id);

create table alert_clock (
    alert_id   uuid not null references alert,
    step       text not null,
    duration   text not null,
    started_at timestamptz not null,
    due_at     timestamptz,
    primary key (alert_id, step, started_at)
);

create table alert_event (
    id       bigint generated always as identity primary key,
    alert_id uuid not null references alert,
    at       timestamptz not null,
    event    text not null,
    detail   text not null
);
create index alert_event_alert on alert_event (alert_id, id);

-- What the running system itself must tell a human: an alert without a holder, for example.
create table operational_alarm (
    id         uuid primary key,
    kind       text not null,
    subject    text not null,
    zh         text not null,
    en         text not null,
    raised_at  timestamptz not null,
    cleared_at timestamptz,
    unique (kind, subject)
);

-- Which release is live from when on, and who answers for it. Only ever added to; each record seals the one before, so
-- that a change or a gap shows (see Chain). What is live at an instant is the record with the latest live_from up to it:
-- a release announced for later becomes live by itself, on every node.
create table publication (
    number         integer primary key,
    kind           text not null check (kind in ('ADOPTED', 'PUBLISHED', 'ROLLED_BACK', 'WITHDRAWN')),
    release_id     text not null references release,
    content_sha256 text not null,
    live_from      timestamptz not null,
    recorded_at    timestamptz not null,
    authors        text not null,
    approver       text not null,
    approved_at    timestamptz,
    publisher      text not null,
    reason         text not null,
    evidence       text not null,
    withdraws      integer unique references publication,
    previous_seal  text not null,
    seal           text not null
);
create view release_live as
    select number, release_id, live_from, lead(live_from) over (order by live_from, number) as live_to
    from publication p
    where kind <> 'WITHDRAWN' and not exists (select 1 from publication w where w.withdraws = p.number);

-- Rules on their way to be published: the files as they stand, where they came from, and how far they are.
create table draft (
    id                uuid primary key,
    title             text not null,
    base              text not null,
    base_release      text not null references release,
    files             bytea not null,
    content_id        text not null,
    state             text not null check (state in ('EDITING', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'DISCARDED')),
    created_by        text not null,
    created_at        timestamptz not null,
    submitted_by      text,
    submitted_at      timestamptz,
    submitted_against text references release,
    approved_by       text,
    approved_at       timestamptz,
    publication       integer references publication
);
create index draft_open on draft (created_at) where state in ('EDITING', 'SUBMITTED', 'APPROVED');
-- Who did what to a draft, and when. Only ever added to.
create table draft_entry (
    id          bigint generated always as identity primary key,
    draft_id    uuid not null references draft,
    at          timestamptz not null,
    username    text not null,
    action      text not null,
    file        text,
    row_id      text,
    column_name text,
    before      text,
    after       text,
    comment     text
);
create index draft_entry_draft on draft_entry (draft_id, id);
-- What a workbook was made of, so that what comes back is held against that and not against what others did since.
create table draft_export (
    draft_id   uuid not null references draft,
    content_id text not null,
    files      bytea not null,
    at         timestamptz not null,
    primary key (draft_id, content_id)
);
-- A draft held against the live release: what it would change today, what it would have done, what it does beside it.
-- Of each it is kept which content was tried and who looked at the result, for nothing is published unseen.
create table trial (
    id           uuid primary key,
    draft_id     uuid not null references draft,
    content_id   text not null,
    live_release text not null references release,
    kind         text not null check (kind in ('IMPACT', 'BACKTEST')),
    settings     text not null,
    started_by   text not null,
    started_at   timestamptz not null,
    done         bigint not null default 0,
    finished_at  timestamptz,
    failed       text,
    report       text
);
create index trial_draft on trial (draft_id, started_at);
create table trial_view (
    trial_id  uuid not null references trial,
    username  text not null,
    viewed_at timestamptz not null,
    primary key (trial_id, username)
);
-- How many open alerts a holder of such a post can work on at a time: a plan, for trials to be held against.
create table post_capacity (
    kind        text primary key,
    open_alerts integer not null check (open_alerts > 0)
);
insert into post_capacity (kind, open_alerts) values
    ('LABOUR_OFFICE_HEAD', 40), ('MEDIATION_LEAD', 60), ('LABOUR_DUTY_OFFICER', 120), ('LABOUR_DUTY_DESK', 60),
    ('CARE_TEAM', 80);
-- A draft that runs beside the live release on real traffic until a date: how often it comes out otherwise, and where.
create table shadow (
    id           uuid primary key,
    draft_id     uuid not null references draft,
    content_id   text not null,
    base         text not null,
    files        bytea not null,
    started_by   text not null,
    started_at   timestamptz not null,
    ends_at      timestamptz not null,
    stopped_at   timestamptz,
    dropped      bigint not null default 0,
    failed       bigint not null default 0,
    last_failure text
);
create unique index shadow_running on shadow ((true)) where stopped_at is null;
create table shadow_count (
    shadow_id  uuid not null references shadow,
    dimension  text not null,
    tier_live  text not null,
    tier_draft text not null,
    assessed   bigint not null,
    primary key (shadow_id, dimension, tier_live, tier_draft)
);
-- Only where tier or rules differ; the latest of each enterprise.
create table shadow_difference (
    shadow_id     uuid not null references shadow,
    enterprise_id uuid not null,
    dimension     text not null,
    assessed_at   timestamptz not null,
    release_live  text not null,
    tier_live     text not null,
    tier_draft    text not null,
    score_live    real not null,
    score_draft   real not null,
    rules_live    text not null,
    rules_draft   text not null,
    primary key (shadow_id, enterprise_id, dimension)
);
create index shadow_difference_latest on shadow_difference (shadow_id, assessed_at);
