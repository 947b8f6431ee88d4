drop table live_release;

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
