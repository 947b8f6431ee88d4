-- What is written together with its parent, or for a parent read under lock in the same transaction, is not looked up once
-- more row by row (docs/adr/0034). No parent among these is ever deleted.
alter table assessment drop constraint assessment_release_id_fkey;
alter table alert
    drop constraint alert_enterprise_id_fkey,
    drop constraint alert_owner_post_fkey,
    drop constraint alert_release_id_fkey;
alter table alert_copy
    drop constraint alert_copy_alert_id_fkey,
    drop constraint alert_copy_post_id_fkey;
alter table alert_clock drop constraint alert_clock_alert_id_fkey;
alter table alert_event drop constraint alert_event_alert_id_fkey;
alter table alert_held
    drop constraint alert_held_alert_id_fkey,
    drop constraint alert_held_post_id_fkey;
alter table enterprise_task
    drop constraint enterprise_task_alert_id_fkey,
    drop constraint enterprise_task_enterprise_id_fkey;
alter table notification
    drop constraint notification_alert_id_fkey,
    drop constraint notification_post_id_fkey;

-- Clocks are found by when they climb; by when they are due nobody asks.
drop index alert_clock_running;

-- Who writes a copy together with its alert knows what the trigger would look up.
drop trigger alert_copy_added on alert_copy;
create trigger alert_copy_added before insert on alert_copy
    for each row when (new.dimension is null) execute function alert_copy_like_its_alert();
