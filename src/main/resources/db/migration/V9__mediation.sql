-- Who mediates what, within an area; bound_to: enterprises whose cases would be a conflict of interest.
create table mediator (
    username  text primary key,
    area_code text not null,
    area_path text collate "C" not null,
    kinds     text[] not null,
    bound_to  uuid[] not null default '{}',
    most_open integer not null check (most_open between 0 and 500)
);

-- A mediation that an alert led to. external_ref is the applicant's number where identities are kept; here are none.
create table mediation_case (
    id            uuid primary key,
    alert_id      uuid not null references alert,
    enterprise_id uuid not null references enterprise,
    area_path     text collate "C" not null,
    external_ref  text not null,
    kind          text not null,
    state         text not null,
    mediator      text,
    why_zh        text not null,
    why_en        text not null,
    received_on   date not null,
    opened_at     timestamptz not null,
    opened_by     text not null,
    -- the next day on which somebody has to hear of it, and of what people have heard ("SUE/2026-06-16")
    remind_on     date,
    told          text[] not null default '{}',
    file          jsonb not null,
    unique (alert_id, external_ref)
);
create index mediation_case_area on mediation_case (area_path, id);
create index mediation_case_mediator on mediation_case (mediator, id);
create index mediation_case_due on mediation_case (remind_on) where remind_on is not null;

-- What was handed over, as it was made, and what the receiver did with it. What waits for the receiver is its own outbox.
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
