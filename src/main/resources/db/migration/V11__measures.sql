-- Lists stay on an index in the very order they are shown in, whoever asks: a page is cut, never sorted out of everything.
-- Newest first among equals, so that "after this row" is one comparison.
drop index alert_owner;
drop index alert_area;
drop index alert_worst;
drop index alert_closed;
create index alert_open on alert (dimension, severity, score, id) where closed_at is null;
create index alert_open_owner on alert (owner_post, dimension, severity, score, id) include (area_path) where closed_at is null;
create index alert_open_area on alert (area_path, dimension, severity, score, id) where closed_at is null;
create index alert_done on alert (dimension, severity, score, id) where closed_at is not null;
create index alert_done_owner on alert (owner_post, dimension, severity, score, id) include (area_path) where closed_at is not null;
create index alert_done_area on alert (area_path, dimension, severity, score, id) where closed_at is not null;

-- What a post is copied in on is listed in the same order as what it owns, so what the order needs stands on the copy too.
-- The database keeps both in step: whoever changes an alert cannot forget it.
alter table alert_copy
    add column dimension text,
    add column severity  smallint,
    add column score     real,
    add column area_path text collate "C",
    add column closed_at timestamptz;
update alert_copy c set dimension = a.dimension, severity = a.severity, score = a.score, area_path = a.area_path,
    closed_at = a.closed_at from alert a where a.id = c.alert_id;
alter table alert_copy
    alter column dimension set not null,
    alter column severity set not null,
    alter column score set not null,
    alter column area_path set not null;

create function alert_copy_like_its_alert() returns trigger language plpgsql as $$
begin
    select dimension, severity, score, area_path, closed_at
        into new.dimension, new.severity, new.score, new.area_path, new.closed_at from alert where id = new.alert_id;
    return new;
end $$;
create trigger alert_copy_added before insert on alert_copy
    for each row execute function alert_copy_like_its_alert();

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

create index alert_copy_open on alert_copy (post_id, dimension, severity, score, alert_id) include (area_path)
    where closed_at is null;
create index alert_copy_done on alert_copy (post_id, dimension, severity, score, alert_id) include (area_path)
    where closed_at is not null;

-- What other warning systems read: the latest beginnings and ends, wherever they were.
create index alert_latest on alert (coalesce(closed_at, raised_at) desc, id) where dimension = 'labour';

-- What outcomes teach: which rule and source spoke first, who was quickest, by when it was closed.
alter table alert
    add column first_rule   text,
    add column first_source text;
update alert set first_rule = lead_rule, first_source = source;
create index alert_closed on alert (closed_at) include (area_path) where dimension = 'labour' and closed_at is not null;
-- Events that should have been foreseen (OutcomeQueries.IS_EVENT), and what people reported themselves: few rows among many.
create index observation_event on observation (occurred_at) where indicator in ('COL01', 'COL02', 'COL03', 'DIS04');
create index observation_reporter on observation (reporter, occurred_at) where reporter is not null;
