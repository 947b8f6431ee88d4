-- What a step rests on: a photo, a payroll, a signed plan. Kept where the office keeps its files; here stands the hash.
alter table alert_event add column attachment text check (attachment ~ '^[0-9a-f]{64}$');

-- Who belongs to which enterprise: speaks for it with an account of its own, or is employed there while he serves as an
-- information officer. What the latter reports on it is no independent word, and he closes none of its alerts.
create table enterprise_tie (
    username      text not null,
    enterprise_id uuid not null references enterprise,
    kind          text not null check (kind in ('SPEAKS_FOR', 'EMPLOYED_BY')),
    valid_from    timestamptz not null,
    valid_to      timestamptz,
    made_by       text not null,
    primary key (username, enterprise_id, kind, valid_from)
);
create index enterprise_tie_of on enterprise_tie (enterprise_id);
-- An account speaks for one enterprise.
create unique index enterprise_tie_speaks on enterprise_tie (username) where kind = 'SPEAKS_FOR' and valid_to is null;

-- What the enterprise itself has to do about an alert, in the words it was told, one row each time the alert is raised,
-- upgraded or reopened; the latest counts. At RED it is done when an officer saw that they came.
create table enterprise_task (
    alert_id      uuid not null references alert,
    asked_at      timestamptz not null,
    enterprise_id uuid not null references enterprise,
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
    primary key (alert_id, asked_at)
);
create index enterprise_task_of on enterprise_task (enterprise_id, asked_at);
create index enterprise_task_due on enterprise_task (due_at)
    where done_at is null and missed_at is null and withdrawn_at is null and due_at is not null;
