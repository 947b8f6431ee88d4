-- The history of an alert keeps what it tells of as arguments; the sentence is made when it is read, in either language.
-- What older versions wrote as codes in a text is taken apart as far as it can be.
alter table alert_event
    add column arguments jsonb not null default '{}',
    -- in the words of the actor
    add column note text;

create function pg_temp.post_named(named text) returns uuid language sql stable as $$
    select id from post where kind = split_part(named, '@', 1) and area_code = split_part(named, '@', 2) order by zh limit 1
$$;

update alert_event set note = note_zh where actor is not null and not starts_with(event, 'MEDIATION_');
update alert_event set arguments = jsonb_strip_nulls(case
    when event in ('RAISED', 'UPGRADED', 'REOPENED') then jsonb_build_object(
        'tier', substring(detail from '^([A-Z]+) → '),
        'post', pg_temp.post_named(substring(detail from '→ (\S+)')),
        'formerTier', substring(detail from '; was ([A-Z]+),'),
        'formerOutcome', substring(detail from ', closed \S+ ([A-Z_]+) by '),
        'closedAt', substring(detail from ', closed (\S+) '),
        'closedBy', substring(detail from ' by (.+), checked by '),
        'checkedBy', nullif(substring(detail from ', checked by (.+)$'), 'null'))
    when event = 'SUPPRESSED' then jsonb_build_object('reason', detail)
    when event in ('NOTIFIED', 'REMINDED', 'ACKNOWLEDGEMENT_LAPSED') then jsonb_build_object('tier', detail)
    when event = 'CONTACTED' then jsonb_build_object('method', detail)
    when event = 'ESCALATED' then jsonb_build_object(
        'step', substring(detail from '^(\S+) '),
        'level', substring(detail from '^\S+ (\d{1,4}) ')::int,
        'post', pg_temp.post_named(substring(detail from '→ (\S+)')))
    when event = 'REASSIGNED' then jsonb_build_object('post', pg_temp.post_named(detail))
    when event in ('CLOSE_REQUESTED', 'CLOSED') then jsonb_build_object(
        'outcome', nullif(substring(detail from '^([A-Z_]+)'), 'CHECKED'),
        'into', substring(detail from '→ (\S+)'),
        'reviewed', case detail when 'CHECKED' then true end)
    when event in ('TASK_REPLIED', 'TASK_DONE') then jsonb_build_object(
        'channel', substring(detail from '^([A-Z]+)'),
        'arrived', case when detail like '% ON_SITE' then true end)
    when event = 'TASK_MISSED' then jsonb_build_object('onSite', case when note_en like 'The person%' then true end)
    when starts_with(event, 'MEDIATION_') then jsonb_build_object(
        'case', detail,
        'about', case when note_zh is not null then jsonb_build_object('zh', note_zh, 'en', note_en) end)
    else '{}' end)
where detail <> '';

-- What a machine answered was done by nobody.
update alert_event set actor = null where starts_with(event, 'MEDIATION_') and actor = 'receiver';

alter table alert_event drop column detail, drop column note_zh, drop column note_en;

-- The same of notices that were suppressed: the reason, the silence or what was throttled says why.
alter table alert_suppression drop column why_zh, drop column why_en;
