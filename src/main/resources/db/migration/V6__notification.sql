-- A notification is claimed by moving next_at past the lease, so what a killed node had claimed becomes due again by
-- itself; "attempts" counts the claims, and only the last one may write what came of it.
alter table notification
    add column state       text not null default 'WAITING'
        check (state in ('WAITING', 'SENT', 'PASSED_ON', 'STOPPED')),
    add column severity    smallint not null default 0,
    add column next_at     timestamptz not null default now(),
    add column attempts    integer not null default 0,
    -- which of the person's channels is tried, and how often it was
    add column channel_no  smallint not null default 0,
    add column tries       smallint not null default 0,
    -- who was told, and by what
    add column told        text,
    add column sent_by     text,
    add column sent_at     timestamptz,
    -- of one that was passed on: from which, and who could not be reached
    add column passed_from uuid references notification,
    add column tried       text[] not null default '{}';
create index notification_due on notification (severity desc, next_at) where state = 'WAITING';
create index notification_waiting on notification (made_at) where state = 'WAITING';
create index notification_username on notification (username, made_at desc);
create index notification_told on notification (told, made_at desc);
create index notification_post on notification (post_id, made_at desc);

-- Every attempt, only ever added to; addresses without what is secret in them.
create table notification_attempt (
    notification_id uuid not null,
    no              integer not null,
    at              timestamptz not null,
    username        text,
    via             text not null,
    destination     text not null,
    outcome         text not null check (outcome in ('SENT', 'FAILED')),
    detail          text,
    primary key (notification_id, no)
);

-- How a person wants to be told. Without a row, by what is always there: the inbox and the stream of the pages.
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
    via        text not null check (via in ('EMAIL', 'WEB_HOOK', 'WECOM', 'DINGTALK')),
    address    text not null,
    secret     text,
    least_tier text not null,
    primary key (username, position)
);
