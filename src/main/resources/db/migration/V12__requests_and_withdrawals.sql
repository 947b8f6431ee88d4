-- What posts ask of each other about an alert, and what can be taken back for a moment.

-- TRANSFER: the post that owns an alert offers it to another, and stays responsible until that one accepts. ASSISTANCE: a
-- post is asked for something until a moment (吹哨报到). A request that nobody answers climbs to the post above, again and
-- again; climbed_to has these posts, any of which may answer.
create table alert_request (
    id           uuid primary key,
    alert_id     uuid not null,
    kind         text not null check (kind in ('TRANSFER', 'ASSISTANCE')),
    state        text not null check (state in ('OPEN', 'ACCEPTED', 'RETURNED', 'ANSWERED', 'WITHDRAWN', 'LAPSED')),
    from_post    uuid not null references post,
    requested_by text not null,
    requested_at timestamptz not null,
    asked_post   uuid not null references post,
    reason       text not null,
    due_at       timestamptz not null,
    climbed_to   uuid[] not null default '{}',
    -- when it climbs next; null once it is at the top or ended
    escalate_at  timestamptz,
    ended_at     timestamptz,
    ended_by     text,
    answer       text,
    check ((state = 'OPEN') = (ended_at is null))
);
create index alert_request_alert on alert_request (alert_id, requested_at);
-- An alert is offered to one post at a time.
create unique index alert_request_transfer on alert_request (alert_id) where kind = 'TRANSFER' and ended_at is null;
create index alert_request_due on alert_request (escalate_at) where escalate_at is not null;
-- What is asked of the posts that somebody holds.
create index alert_request_asked on alert_request (asked_post, due_at) where ended_at is null;
create index alert_request_climbed on alert_request using gin (climbed_to) where ended_at is null;

-- What a notification is about besides an alert: a request or a silence. A notice that can still be taken back is made for
-- the moment at which it no longer can, and deleted when it is.
alter table notification add column subject_id uuid;
create index notification_subject on notification (subject_id) where subject_id is not null and state = 'WAITING';

-- A note that its author took back; that is an event of its own.
alter table alert_event add column withdrawn_at timestamptz;

-- A silence that its author took back before anybody was told of it.
alter table silence add column withdrawn_at timestamptz;
