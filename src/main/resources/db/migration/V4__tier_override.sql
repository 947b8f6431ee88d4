-- A tier that people set by hand, whatever the rules say, until it expires. Kept for ever: who wanted it, who signed, why,
-- and what ended it. Where the former or the new tier is ORANGE or RED it counts only when a second person has signed.
create table tier_override (
    id            uuid primary key,
    alert_id      uuid not null,
    enterprise_id uuid not null,
    dimension     text not null,
    old_tier      text not null,
    tier          text not null,
    reason        text not null,
    until         timestamptz not null,
    state         text not null check (state in ('PROPOSED', 'IN_FORCE', 'REJECTED', 'ENDED')),
    proposed_by   text not null,
    proposed_at   timestamptz not null,
    -- the second person, who signed or rejected
    reviewed_by   text check (reviewed_by <> proposed_by),
    reviewed_at   timestamptz,
    in_force_from timestamptz,
    ended_at      timestamptz,
    end_reason    text check (end_reason in ('EXPIRED', 'REPLACED', 'GRAVER_BY_RULES', 'ALERT_CLOSED'))
);
create index tier_override_alert on tier_override (alert_id, id);
-- What counted for an enterprise at an instant.
create index tier_override_enterprise on tier_override (enterprise_id, dimension, in_force_from);
-- One of each at a time.
create unique index tier_override_open on tier_override (alert_id, state) where state in ('PROPOSED', 'IN_FORCE');

-- On the row of the alert, because every assessment asks: until when people's word counts, and the gravest tier of the
-- rules that they knew of. A graver one counts at once.
alter table alert add column tier_by_hand_until timestamptz;
alter table alert add column tier_by_rules text;
create index alert_tier_by_hand on alert (tier_by_hand_until) where tier_by_hand_until is not null;
