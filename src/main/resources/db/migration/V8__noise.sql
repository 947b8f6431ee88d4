-- Enterprises that belong together, by day. Each row puts one enterprise under a key: a controller, a site, a contractor
-- with those who work for it; two enterprises that are told as a pair share a key of their own.
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

-- Somebody answers for it that nobody is told of certain alerts for a while. They are raised and listed all the same.
create table silence (
    id            uuid primary key,
    author        text not null,
    reason        text not null,
    enterprise_id uuid references enterprise,
    -- of the enterprise, or of the area it is for: who reaches it may see and lift it
    area_path     text collate "C" not null,
    dimension     text not null,
    rule_id       text,
    indicator     text,
    most          text not null check (most in ('BLUE', 'YELLOW', 'ORANGE')),
    begins_at     timestamptz not null,
    ends_at       timestamptz not null,
    remind_at     timestamptz not null,
    reminded_at   timestamptz,
    lifted_by     text,
    lifted_why    text,
    check (ends_at <= begins_at + interval '31 days')
);
create index silence_ends on silence (ends_at);
create index silence_area on silence (area_path);

alter table alert
    -- the rule that carries the tier most, and all that carry it with what they read: silence and brake go by them
    add column lead_rule  text,
    add column rules      text[] not null default '{}',
    add column indicators text[] not null default '{}',
    add column source     text,
    -- what was learnt by then was weighed; only what was learnt later is new
    add column weighed_at timestamptz,
    -- at which tier its owner was told last
    add column told_tier  text,
    add column told_at    timestamptz;
create index alert_arrived on alert (dimension, tier_since) include (lead_rule, source);
-- An installation that told everybody of everything until now goes on from there.
update alert set told_tier = tier, told_at = tier_since, weighed_at = tier_since;

-- A notice that was held back: why, until when, and what became of it. Nothing is dropped: what was silenced or cooling is
-- told when that ends, what was braked is counted in the digest of the supervisor's post.
create table alert_held (
    id         bigint generated always as identity primary key,
    alert_id   uuid not null references alert,
    at         timestamptz not null,
    reason     text not null check (reason in ('SILENCED', 'COOLING', 'GROUPED', 'BRAKED')),
    tier       text not null,
    why_zh     text not null,
    why_en     text not null,
    until      timestamptz,
    silence_id uuid references silence,
    subject    text,
    post_id    uuid references post,
    ended_at   timestamptz
);
create index alert_held_alert on alert_held (alert_id);
create index alert_held_until on alert_held (until) where ended_at is null and until is not null;
create index alert_held_braked on alert_held (at) where ended_at is null and reason = 'BRAKED';
create index alert_held_silence on alert_held (silence_id) where silence_id is not null;
