alter table notification_channel drop constraint notification_channel_type_check;
alter table notification_channel add constraint notification_channel_type_check
    check (type in ('EMAIL', 'WEB_HOOK', 'WECOM', 'DINGTALK', 'SMS', 'VOICE'));

-- What the gateway called the message, and what it reported later.
alter table notification_attempt
    add reference   text,
    add report      text check (report in ('DELIVERED', 'FAILED')),
    add reported_at timestamptz;
create index notification_attempt_reference on notification_attempt (reference) where reference is not null;

-- RED that was sent and has to be answered: when the next way is taken if nobody acknowledged the alert until then.
alter table notification
    add follow_up_at timestamptz,
    -- passed on from somebody who had to answer
    add must_answer  boolean not null default false;
create index notification_unanswered on notification (follow_up_at)
    where state = 'SENT' and follow_up_at is not null;
