-- A clock is one of running, met, missed and stopped, and says when, by whom and why. A clock that nobody has looked at since
-- it fell due still says RUNNING here; readers compare due_at with the time.
alter table alert_clock
    -- who did the step; null where an older version did not keep it, or no person did it
    add column completed_by text,
    add column stop_reason  text check (stop_reason in ('CLOSED', 'RESTARTED')),
    add column state        text generated always as (case
        when completed_at is not null then 'MET'
        when stopped_at is not null then 'STOPPED'
        when missed_at is not null then 'MISSED'
        else 'RUNNING' end) stored;

update alert_clock c set stop_reason = case when c.stopped_at = a.closed_at then 'CLOSED' else 'RESTARTED' end
from alert a where a.id = c.alert_id and c.stopped_at is not null;
update alert_clock set stop_reason = 'RESTARTED' where stopped_at is not null and stop_reason is null;
alter table alert_clock add check ((stopped_at is null) = (stop_reason is null));

update alert_clock c set completed_by = e.actor
from alert_event e where e.alert_id = c.alert_id and e.at = c.completed_at and e.actor is not null;

-- Missed since it was due, whenever that was noticed.
update alert_clock set missed_at = due_at where missed_at > due_at;
