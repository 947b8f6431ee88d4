-- The schema, feature by feature. Never edit this file once it is released: Flyway refuses a database whose migrations have
-- changed. Every change is a new file, V2__….sql and so on (docs/change-guide.md).
--
-- Conventions:
-- * An area is stored as its whole path from the city down ("4403.440307.440307013."), with a closing dot, so that "this
--   area and everything below it" is one prefix test on one index. A row that lists show carries its own area_path.
-- * Where a table is filled by the thousand, its references are not foreign keys: PostgreSQL would check them row by row
--   (docs/adr/0034). The parents are never deleted.


------------------------------------------------------------------------------------------------------------------------
-- Platform: accounts, API keys, the audit trail, working calendars
------------------------------------------------------------------------------------------------------------------------

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
    id         uuid primary key,
    name       text not null,
    key_hash   text not null unique,
    scopes     text not null,
    area_code  text not null,
    area_path  text collate "C" not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
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

-- Every version is kept, because a clock names the calendar it was computed with. The highest number is in force.
create table working_calendar (
    version   text primary key,
    number    integer generated always as identity unique,
    content   text not null,
    last_year integer not null,
    imported_at timestamptz not null,
    imported_by text not null
);

-- What the running system itself must tell a human, for example that an alert has no holder.
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


------------------------------------------------------------------------------------------------------------------------
-- Registry: areas, posts and who holds them, enterprises
------------------------------------------------------------------------------------------------------------------------

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

-- Who holds a post, and who stands in for the holder, and when.
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

-- Who is on duty at a post; they answer before its holder does.
create table duty_shift (
    post_id   uuid not null references post,
    username  text not null,
    duty_from timestamptz not null,
    duty_to   timestamptz not null check (duty_to > duty_from),
    primary key (post_id, username, duty_from)
);

-- Who is away, and who covers for them. notified_at: when the stand-ins were notified of the open alerts.
create table absence (
    id          uuid primary key,
    username    text not null,
    away_from   timestamptz not null,
    away_to     timestamptz not null check (away_to > away_from),
    reason      text not null,
    covered_by  text check (covered_by <> username),
    recorded_by text not null,
    recorded_at timestamptz not null,
    notified_at timestamptz,
    unique (username, away_from)
);
create index absence_unnotified on absence (away_from) where notified_at is null;

-- The version changes with every change to the four tables above, whoever makes it, so a process can tell whether the
-- posts it has cached are still current.
create table post_version (
    only_row boolean primary key default true check (only_row),
    version  uuid not null default gen_random_uuid()
);
insert into post_version default values;

create function posts_changed() returns trigger language plpgsql as $$
begin
    update post_version set version = gen_random_uuid();
    return null;
end $$;
create trigger post_changed after insert or update or delete or truncate on post
    for each statement execute function posts_changed();
create trigger post_holding_changed after insert or update or delete or truncate on post_holding
    for each statement execute function posts_changed();
create trigger duty_shift_changed after insert or update or delete or truncate on duty_shift
    for each statement execute function posts_changed();
create trigger absence_changed after insert or update of username, away_from, away_to, covered_by or delete or truncate
    on absence for each statement execute function posts_changed();

create table enterprise (
    id              uuid primary key,
    uscc            text unique,
    name            text not null,
    industry        text,
    area_code       text not null,
    area_path       text collate "C" not null,
    address         text,
    headcount       integer not null default 0,
    headcount_known boolean not null default false,
    flags           text not null default '',
    created_at      timestamptz not null,
    updated_at      timestamptz not null
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
    enterprise_id uuid not null,
    source        text not null,
    counted_on    date not null,
    staff         integer not null check (staff >= 0),
    dispatched    integer not null default 0 check (dispatched >= 0),
    learnt_at     timestamptz not null,
    primary key (enterprise_id, source, counted_on, learnt_at)
);

-- Enterprises that belong together. Each row puts one enterprise under a key: a controller, a site, or a contractor with
-- its subcontractors. Two enterprises reported as a pair share a key of their own.
create table enterprise_relation (
    kind          text not null check (kind in ('CONTROLLER', 'SITE', 'CONTRACTOR')),
    key           text not null,
    enterprise_id uuid not null references enterprise,
    valid_from    date not null,
    valid_to      date,
    source        text not null,
    primary key (kind, key, enterprise_id, valid_from)
);
create index enterprise_relation_of on enterprise_relation (enterprise_id);

-- People affiliated with an enterprise: they speak for it with their own account, or they work there and also serve as an
-- information officer. The reports of the latter are no independent evidence, and they cannot close its alerts.
create table enterprise_affiliation (
    username      text not null,
    enterprise_id uuid not null references enterprise,
    kind          text not null check (kind in ('SPEAKS_FOR', 'EMPLOYED_BY')),
    valid_from    timestamptz not null,
    valid_to      timestamptz,
    made_by       text not null,
    primary key (username, enterprise_id, kind, valid_from)
);
create index enterprise_affiliation_of on enterprise_affiliation (enterprise_id);
-- An account speaks for one enterprise at a time.
create unique index enterprise_affiliation_speaks on enterprise_affiliation (username) where kind = 'SPEAKS_FOR' and valid_to is null;


------------------------------------------------------------------------------------------------------------------------
-- Policy and governance: releases, which one is live, and the drafts of the next
------------------------------------------------------------------------------------------------------------------------

create table release (
    id         text primary key,
    version    integer generated always as identity,
    base       text not null,
    files      bytea not null,
    author     text not null,
    created_at timestamptz not null
);

-- Which release is live from when, and who answers for it. Append-only: each record seals the one before it, so a change
-- or a gap shows.
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

-- The release with the latest live_from that has passed is live, so one that is scheduled for later goes live on every
-- node without anybody doing anything.
create view release_live as
    select number, release_id, live_from, lead(live_from) over (order by live_from, number) as live_to
    from publication p
    where kind <> 'WITHDRAWN' and not exists (select 1 from publication w where w.withdraws = p.number);

-- Rules being edited: the current files, the release they started from, and how far along they are.
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

-- Who did what to a draft, and when. Append-only.
create table draft_log (
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
create index draft_log_draft on draft_log (draft_id, id);

-- The content a workbook was exported from, so that its return is compared with that and not with later edits by others.
create table draft_export (
    draft_id   uuid not null references draft,
    content_id text not null,
    files      bytea not null,
    at         timestamptz not null,
    primary key (draft_id, content_id)
);

-- A draft compared with the live release: what it would change today, or what it would have done in the past. The content
-- that was tried and who looked at the report are kept, because nothing is published unseen.
create table trial (
    id           uuid primary key,
    draft_id     uuid not null references draft,
    content_id   text not null,
    live_release text not null references release,
    kind         text not null check (kind in ('IMPACT', 'BACKTEST')),
    settings     text not null,
    started_by   text not null,
    started_at   timestamptz not null,
    assessed     bigint not null default 0,
    finished_at  timestamptz,
    failure      text,
    report       text
);
create index trial_draft on trial (draft_id, started_at);

create table trial_view (
    trial_id  uuid not null references trial,
    username  text not null,
    viewed_at timestamptz not null,
    primary key (trial_id, username)
);

-- How many open alerts the holder of such a post can handle at a time: a plan, to compare trials with.
create table post_capacity (
    kind        text primary key,
    open_alerts integer not null check (open_alerts > 0)
);
insert into post_capacity (kind, open_alerts) values
    ('LABOUR_OFFICE_HEAD', 40), ('MEDIATION_LEAD', 60), ('LABOUR_DUTY_OFFICER', 120), ('LABOUR_DUTY_DESK', 60),
    ('CARE_TEAM', 80);

-- A draft that runs beside the live release on real traffic until a date: how often, and where, it decides differently.
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
-- One at a time.
create unique index shadow_running on shadow ((true)) where stopped_at is null;

create table shadow_count (
    shadow_id  uuid not null references shadow,
    dimension  text not null,
    tier_live  text not null,
    tier_draft text not null,
    assessed   bigint not null,
    primary key (shadow_id, dimension, tier_live, tier_draft)
);

-- Only where tier or rules differ, and only the latest difference of each enterprise.
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


------------------------------------------------------------------------------------------------------------------------
-- Observation and intake
------------------------------------------------------------------------------------------------------------------------

-- One row per feed and kind of evidence; observations refer to it by its small number.
create table source (
    id   integer generated always as identity primary key,
    code text not null,
    kind text not null,
    unique (code, kind)
);

-- Append-only, with two times: when it was so (occurred_at) and when we learnt it (learnt_at). A correction retracts the
-- row it replaces and adds its own. "key" identifies the source's row and the indicator; "content" hashes what it says,
-- so the same row delivered twice is stored once.
create table observation (
    key           uuid not null,
    content       bigint not null,
    enterprise_id uuid not null,
    indicator     text not null,
    value         double precision not null,
    occurred_at   timestamptz not null,
    learnt_at     timestamptz not null,
    retracted_at  timestamptz,
    source_id     integer not null,
    reporter      uuid,
    confidence    real,
    established   boolean not null default false,
    event         boolean not null default false,
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
-- Few rows among many: events that an alert should have foreseen, and what people reported.
create index observation_event on observation (occurred_at) where event;
create index observation_reporter on observation (reporter, occurred_at) where reporter is not null;

-- Which indicators report events, as the live release says; observation.event follows it.
create table event_indicator (
    indicator text primary key
);

-- The current row of each key: one lookup here instead of one in every partition.
create table observation_key (
    key           uuid primary key,
    content       bigint not null,
    enterprise_id uuid not null,
    occurred_at   timestamptz not null,
    learnt_at     timestamptz not null
);

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

-- The answer to a request under an idempotency key, returned again when the request is repeated.
create table idempotency_key (
    caller      text not null,
    key         text not null,
    body_sha256 text not null,
    answer      text not null,
    created_at  timestamptz not null,
    primary key (caller, key)
);

-- Enterprises about which something was learnt that no assessment has seen yet, and in which epoch. A pass begins a new
-- epoch when no import is in the middle of a chunk, and clears the rows of earlier ones.
create table reassessment_queue (
    enterprise_id uuid primary key,
    epoch         bigint not null
);
create sequence reassessment_epoch;
select nextval('reassessment_epoch');


------------------------------------------------------------------------------------------------------------------------
-- Assessment
------------------------------------------------------------------------------------------------------------------------

-- The latest assessment of each enterprise and dimension, and only that; earlier ones are in assessment_history. Findings
-- are packed (docs/adr/0007). holds_until: when tier, rules or completeness would change by the mere passing of time, null
-- for never. It has no index: it changes in every pass, and scanning the table once per pass costs less.
create table assessment (
    enterprise_id uuid not null,
    dimension     text not null,
    assessed_at   timestamptz not null,
    release_id    text not null,
    headcount     integer not null,
    score         real not null,
    tier          text not null,
    completeness  real not null,
    findings      bytea not null,
    area_path     text collate "C" not null,
    holds_until   timestamptz,
    primary key (enterprise_id, dimension)
);
-- Lists show only these, and they are few, so a pass does not have to maintain an index of all the others.
create index assessment_alerting on assessment (dimension, tier, enterprise_id) where tier not in ('GREEN', 'GREY');

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

create view assessment_all as
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from assessment
    union all
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from assessment_history;

-- A pass records how far it has come, so that after a crash the next start resumes it. everybody: whether it covers all
-- enterprises or only those with changes; epoch: the one it began (see reassessment_queue).
create table pass (
    id          uuid primary key,
    at          timestamptz not null,
    everybody   boolean not null default true,
    epoch       bigint not null default 0,
    release_id  text not null references release,
    cursor_id   uuid,
    assessed    bigint not null default 0,
    changed     bigint not null default 0,
    raised      bigint not null default 0,
    upgraded    bigint not null default 0,
    started_at  timestamptz not null,
    finished_at timestamptz
);
-- One at a time.
create unique index pass_unfinished on pass ((true)) where finished_at is null;

-- The enterprises that a pass over changes covers, written when it begins or resumes, so that its parallel readers all
-- cover the same ones. A table rather than a parameter: the planner knows its size, and so whether to look up or to join.
create unlogged table due_enterprise (
    enterprise_id uuid primary key
);


------------------------------------------------------------------------------------------------------------------------
-- Alerting
------------------------------------------------------------------------------------------------------------------------

-- Owner, area and headcount are on the row, so that what an area-limited officer may see is one predicate. So are the
-- steps of the response, because lists and measures read them; each step is also an alert_event.
create table alert (
    id              uuid primary key,
    enterprise_id   uuid not null,
    dimension       text not null,
    episode         integer not null,
    tier            text not null,
    severity        smallint not null,
    score           real not null,
    state           text not null,
    raised_at       timestamptz not null,
    tier_since      timestamptz not null,
    closed_at       timestamptz,
    -- who answers for it, and why
    area_path       text collate "C" not null,
    headcount       integer not null,
    owner_post      uuid not null,
    owner_username  text,
    owner_reason    text not null,
    route_id        text not null,
    release_id      text not null,
    why_zh          text not null,
    why_en          text not null,
    -- the rule that contributes most to the tier, and all that contribute with what they read: silences and the throttle
    -- go by them
    lead_rule       text,
    rules           text[] not null default '{}',
    indicators      text[] not null default '{}',
    source          text,
    -- which rule and source spoke first, to learn from the outcome
    first_rule      text,
    first_source    text,
    -- facts learnt up to here were considered; only later ones are new
    assessed_at     timestamptz,
    -- the tier at which its owner was last notified
    notified_tier   text,
    notified_at     timestamptz,
    -- findings of a lower tier, and repeats, that the open alert did not act on
    repeat_count    integer not null default 0,
    -- the alert of a related enterprise that leads the group
    group_lead_id   uuid references alert,
    -- the alert in which this one goes on after closing as MERGED
    merged_into_id  uuid references alert,
    acknowledged_at timestamptz,
    acknowledged_by text,
    contacted_at    timestamptz,
    planned_at      timestamptz,
    outcome         text check (outcome in ('AVERTED', 'HAPPENED', 'FALSE_ALARM', 'MERGED')),
    closed_by       text,
    checked_by      text,
    -- acknowledged, and nothing since: when the owner is to be reminded, and when they last were
    remind_at       timestamptz,
    reminded_at     timestamptz,
    unique (enterprise_id, dimension, episode)
);
create unique index alert_active on alert (enterprise_id, dimension) where closed_at is null;
create index alert_lead on alert (group_lead_id) where group_lead_id is not null;
create index alert_silent on alert (remind_at nulls first) where state = 'ACKNOWLEDGED';
create index alert_owner_username on alert (owner_username) where closed_at is null;
create index alert_arrived on alert (dimension, tier_since) include (lead_rule, source);
-- Every list reads an index in the order it is shown in, whoever asks, so a page never sorts more than itself. The id
-- breaks ties, so that "after this row" is one comparison.
create index alert_open on alert (dimension, severity, score, id) where closed_at is null;
create index alert_open_owner on alert (owner_post, dimension, severity, score, id) include (area_path) where closed_at is null;
create index alert_open_area on alert (area_path, dimension, severity, score, id) where closed_at is null;
create index alert_done on alert (dimension, severity, score, id) where closed_at is not null;
create index alert_done_owner on alert (owner_post, dimension, severity, score, id) include (area_path) where closed_at is not null;
create index alert_done_area on alert (area_path, dimension, severity, score, id) where closed_at is not null;
-- What other warning systems read: the latest beginnings and ends, in any area.
create index alert_latest on alert (coalesce(closed_at, raised_at) desc, id) where dimension = 'labour';
-- What measures read.
create index alert_closed on alert (closed_at) include (area_path) where dimension = 'labour' and closed_at is not null;

-- Posts that are copied in on an alert. They list these alerts in the same order as their own, so the columns of that
-- order are repeated here. Triggers keep them in step, so no writer of alerts can forget to.
create table alert_copy (
    alert_id  uuid not null,
    post_id   uuid not null,
    username  text,
    reason    text not null,
    dimension text not null,
    severity  smallint not null,
    score     real not null,
    area_path text collate "C" not null,
    closed_at timestamptz,
    primary key (alert_id, post_id)
);
create index alert_copy_post on alert_copy (post_id, alert_id);
create index alert_copy_open on alert_copy (post_id, dimension, severity, score, alert_id) include (area_path)
    where closed_at is null;
create index alert_copy_done on alert_copy (post_id, dimension, severity, score, alert_id) include (area_path)
    where closed_at is not null;

create function alert_copy_like_its_alert() returns trigger language plpgsql as $$
begin
    select dimension, severity, score, area_path, closed_at
        into new.dimension, new.severity, new.score, new.area_path, new.closed_at from alert where id = new.alert_id;
    return new;
end $$;
-- Whoever writes copies together with their alert fills these columns, which saves a lookup per row.
create trigger alert_copy_added before insert on alert_copy
    for each row when (new.dimension is null) execute function alert_copy_like_its_alert();

create function alert_copies_follow() returns trigger language plpgsql as $$
begin
    update alert_copy set severity = new.severity, score = new.score, area_path = new.area_path,
        closed_at = new.closed_at where alert_id = new.id;
    return null;
end $$;
create trigger alert_moved after update of severity, score, area_path, closed_at on alert
    for each row when ((old.severity, old.score, old.area_path, old.closed_at)
        is distinct from (new.severity, new.score, new.area_path, new.closed_at))
    execute function alert_copies_follow();

-- Somebody takes the responsibility that certain alerts notify nobody for a while. They are raised and listed all the same.
create table silence (
    id            uuid primary key,
    author        text not null,
    reason        text not null,
    enterprise_id uuid references enterprise,
    -- of the enterprise, or of the area the silence is for: whoever has access to it may see and lift the silence
    area_path     text collate "C" not null,
    dimension     text not null,
    rule_id       text,
    indicator     text,
    -- the highest tier it silences; RED never is
    max_tier      text not null check (max_tier in ('BLUE', 'YELLOW', 'ORANGE')),
    begins_at     timestamptz not null,
    ends_at       timestamptz not null,
    remind_at     timestamptz not null,
    reminded_at   timestamptz,
    lifted_by     text,
    lift_reason   text,
    check (ends_at <= begins_at + interval '31 days')
);
create index silence_ends on silence (ends_at);
create index silence_area on silence (area_path);

-- A suppressed notification: why, until when, and when that ended. Nothing is dropped: what was silenced or cooling down
-- is sent afterwards, what was throttled is counted in the digest to the supervisor's post.
create table alert_suppression (
    id         bigint generated always as identity primary key,
    alert_id   uuid not null,
    at         timestamptz not null,
    reason     text not null check (reason in ('SILENCED', 'COOLDOWN', 'GROUPED', 'THROTTLED')),
    tier       text not null,
    why_zh     text not null,
    why_en     text not null,
    until      timestamptz,
    silence_id uuid references silence,
    subject    text,
    post_id    uuid,
    ended_at   timestamptz
);
create index alert_suppression_alert on alert_suppression (alert_id);
create index alert_suppression_until on alert_suppression (until) where ended_at is null and until is not null;
create index alert_suppression_throttled on alert_suppression (at) where ended_at is null and reason = 'THROTTLED';
create index alert_suppression_silence on alert_suppression (silence_id) where silence_id is not null;


------------------------------------------------------------------------------------------------------------------------
-- Response: what happens to an alert after it was raised
------------------------------------------------------------------------------------------------------------------------

create table alert_event (
    id         bigint generated always as identity primary key,
    alert_id   uuid not null,
    at         timestamptz not null,
    actor      text,
    event      text not null,
    detail     text not null,
    note_zh    text,
    note_en    text,
    -- the evidence of the step, a photo, a payroll, a signed plan, as its hash; the office keeps the file itself
    attachment text check (attachment ~ '^[0-9a-f]{64}$')
);
create index alert_event_alert on alert_event (alert_id, id);

-- A clock runs until its step is completed or it is stopped. When it is missed it escalates, level after level.
create table alert_clock (
    alert_id     uuid not null,
    step         text not null,
    duration     text not null,
    calendar     text,
    started_at   timestamptz not null,
    due_at       timestamptz,
    completed_at timestamptz,
    stopped_at   timestamptz,
    missed_at    timestamptz,
    -- the level it has reached, who was notified there, and when it goes on to the next
    level        smallint not null default 0,
    notified     text[] not null default '{}',
    escalate_at  timestamptz,
    primary key (alert_id, step, started_at)
);
create index alert_clock_escalating on alert_clock (coalesce(escalate_at, due_at))
    where completed_at is null and stopped_at is null and step <> 'enterprise';

-- What the enterprise itself has to do about an alert, as it was asked. One row each time the alert is raised, upgraded or
-- reopened; the latest counts. on_site: done only when an officer confirms that they came.
create table enterprise_task (
    alert_id      uuid not null,
    requested_at  timestamptz not null,
    enterprise_id uuid not null,
    area_path     text collate "C" not null,
    on_site       boolean not null,
    task_zh       text not null,
    task_en       text not null,
    due_at        timestamptz,
    replied_at    timestamptz,
    replied_by    text,
    reply         text,
    attachment    text check (attachment ~ '^[0-9a-f]{64}$'),
    done_at       timestamptz,
    missed_at     timestamptz,
    withdrawn_at  timestamptz,
    primary key (alert_id, requested_at)
);
create index enterprise_task_of on enterprise_task (enterprise_id, requested_at);
create index enterprise_task_due on enterprise_task (due_at)
    where done_at is null and missed_at is null and withdrawn_at is null and due_at is not null;


------------------------------------------------------------------------------------------------------------------------
-- Notification
------------------------------------------------------------------------------------------------------------------------

-- The outbox: who has to be told what, written in the transaction of what it tells of. A node claims a notification by
-- moving next_at past the lease, so the claim of a killed node lapses by itself. "attempts" counts the claims; only the
-- last one may write the result.
create table notification (
    id               uuid primary key,
    kind             text not null,
    alert_id         uuid,
    post_id          uuid,
    username         text,
    tier             text not null,
    severity         smallint not null default 0,
    why_zh           text not null,
    why_en           text not null,
    made_at          timestamptz not null,
    state            text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'PASSED_ON', 'STOPPED')),
    next_at          timestamptz not null default now(),
    attempts         integer not null default 0,
    -- which of the person's channels is being tried, and how often it was
    channel_no       smallint not null default 0,
    channel_failures smallint not null default 0,
    -- who was told, and through which channel
    delivered_to     text,
    sent_by          text,
    sent_at          timestamptz,
    -- when it was passed on: from which notification, and who could not be reached
    passed_from      uuid references notification,
    unreached        text[] not null default '{}'
);
create index notification_alert on notification (alert_id);
create index notification_due on notification (severity desc, next_at) where state = 'WAITING';
create index notification_waiting on notification (made_at) where state = 'WAITING';
create index notification_username on notification (username, made_at desc);
create index notification_delivered_to on notification (delivered_to, made_at desc);
create index notification_post on notification (post_id, made_at desc);

-- Every attempt. Append-only; destinations are stored without their secrets.
create table notification_attempt (
    notification_id uuid not null,
    no              integer not null,
    at              timestamptz not null,
    username        text,
    channel         text not null,
    destination     text not null,
    outcome         text not null check (outcome in ('SENT', 'FAILED')),
    detail          text,
    primary key (notification_id, no)
);

-- How a person wants to be told. Without a row they have what is always there: the inbox and the stream of the pages.
create table notification_setting (
    username   text primary key,
    language   text not null check (language in ('zh', 'en')),
    quiet_from time,
    quiet_to   time,
    check ((quiet_from is null) = (quiet_to is null))
);
create table notification_channel (
    username   text not null references notification_setting on delete cascade,
    position   smallint not null,
    type       text not null check (type in ('EMAIL', 'WEB_HOOK', 'WECOM', 'DINGTALK')),
    address    text not null,
    secret     text,
    least_tier text not null,
    primary key (username, position)
);


------------------------------------------------------------------------------------------------------------------------
-- Mediation
------------------------------------------------------------------------------------------------------------------------

-- Who mediates which kinds of dispute in which area. conflicts_with: enterprises with a conflict of interest.
create table mediator (
    username       text primary key,
    area_code      text not null,
    area_path      text collate "C" not null,
    kinds          text[] not null,
    conflicts_with uuid[] not null default '{}',
    max_open_cases integer not null check (max_open_cases between 0 and 500)
);

-- A mediation that an alert led to. Applicants stay anonymous: external_ref is their number in the system that knows them.
create table mediation_case (
    id             uuid primary key,
    alert_id       uuid not null references alert,
    enterprise_id  uuid not null references enterprise,
    area_path      text collate "C" not null,
    external_ref   text not null,
    kind           text not null,
    state          text not null,
    mediator       text,
    why_zh         text not null,
    why_en         text not null,
    received_on    date not null,
    opened_at      timestamptz not null,
    opened_by      text not null,
    -- the next day on which somebody must be reminded of a deadline, and the reminders sent so far ("SUE/2026-06-16")
    remind_on      date,
    reminders_sent text[] not null default '{}',
    file           jsonb not null,
    unique (alert_id, external_ref)
);
create index mediation_case_area on mediation_case (area_path, id);
create index mediation_case_mediator on mediation_case (mediator, id);
create index mediation_case_due on mediation_case (remind_on) where remind_on is not null;

-- What was handed over to a court, exactly as it was, and the receipt. Also the outbox: next_at is when to send it (again).
create table litigation_package (
    id         uuid primary key,
    case_id    uuid not null references mediation_case,
    revision   integer not null,
    body       text not null,
    sha256     text not null,
    made_at    timestamptz not null,
    made_by    text not null,
    state      text not null check (state in ('NEW', 'ACCEPTED', 'RETURNED')),
    number     text,
    reason     text check (state <> 'RETURNED' or reason is not null),
    receipt_at timestamptz,
    receipt_by text,
    sent_at    timestamptz,
    attempts   integer not null default 0,
    next_at    timestamptz,
    failure    text,
    unique (case_id, revision)
);
create index litigation_package_due on litigation_package (next_at) where next_at is not null;


------------------------------------------------------------------------------------------------------------------------
-- Care: psychological aggregates live in a schema of their own; nothing on the labour or integrity side reads it
------------------------------------------------------------------------------------------------------------------------

create schema care;

create table care.observation (
    like observation including defaults,
    group_size integer not null
);
create index care_observation_subject on care.observation (enterprise_id, occurred_at);

create table care.observation_key (like observation_key including all);

create table care.assessment (
    like assessment including defaults,
    primary key (enterprise_id, dimension)
);
create index assessment_dimension_tier_score_enterprise_id_idx
    on care.assessment (dimension, tier, score desc, enterprise_id);
create index assessment_area_path_dimension_score_idx on care.assessment (area_path, dimension, score desc);

create table care.assessment_history (
    like assessment_history including defaults,
    primary key (enterprise_id, dimension, assessed_at)
);

create view care.assessment_all as
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from care.assessment
    union all
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from care.assessment_history;
