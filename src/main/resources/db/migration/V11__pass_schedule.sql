-- Passes that run by themselves: when each is due, and what became of each run (docs/adr/0040).

-- What the nodes agree on. Each writes its settings when it begins to serve; times before "since" were never due.
create table pass_schedule (
    job   text primary key check (job in ('EVERYBODY', 'CHANGES')),
    cron  text not null,
    since timestamptz not null
);

-- One row for each time a pass was due, so that however many nodes serve, one of them makes it. A node claims a run by
-- moving next_at past its lease, and renews the lease while it works; "attempts" counts the claims, and only the last one
-- may write.
create table pass_run (
    id          uuid primary key,
    job         text not null references pass_schedule,
    due_at      timestamptz not null,
    cause       text not null check (cause in ('SCHEDULE', 'IMPORT')),
    late        boolean not null,
    outcome     text not null check (outcome in ('RUNNING', 'WAITING', 'FAILED', 'DONE')),
    node        text not null,
    attempts    integer not null,
    started_at  timestamptz not null,
    -- the end of the lease, or when it is tried again; null when nobody is to take it up any more
    next_at     timestamptz,
    finished_at timestamptz,
    everybody   boolean,
    assessed    bigint,
    changed     bigint,
    raised      bigint,
    upgraded    bigint,
    failure_zh  text,
    failure_en  text,
    unique (job, due_at)
);
create unique index pass_run_running on pass_run ((true)) where outcome = 'RUNNING';
create index pass_run_finished on pass_run (finished_at);

-- An abandoned pass covered only a part, so nothing is known as of its instant.
alter table pass add column abandoned boolean not null default false;
create index pass_at on pass (at) where finished_at is not null;
create index import_run_finished on import_run (finished_at);
