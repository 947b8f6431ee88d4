-- What the desk of an officer lists beside the alerts they own.

-- Closings that wait for somebody's review: few at any time.
create index alert_closing on alert (area_path, dimension) where state = 'CLOSING';

-- Of whom nobody is notified for now, when a whole city is asked for.
create index alert_suppression_open on alert_suppression (alert_id) where ended_at is null;
