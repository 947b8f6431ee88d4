-- An agreement that one side signed alone, because nobody stood on the other, binds nobody. Such cases are open again until
-- their respondent is added; what was written down stays in the history of their alert.
insert into alert_event (alert_id, at, event, arguments)
    select alert_id, now(), 'MEDIATION_AGREEMENT_VOID', jsonb_build_object('case', id, 'about', jsonb_build_object(
        'zh', '没有被申请人，案件恢复办理。原登记内容：' || (file -> 'agreement' ->> 'terms'),
        'en', 'without a respondent the case is open again. What was recorded: ' || (file -> 'agreement' ->> 'terms')))
    from mediation_case
    where state in ('AGREED', 'BREACHED', 'RETURNED') and file -> 'agreement' is not null
        and not file -> 'parties' @> '[{"side": "RESPONDENT"}]';
update mediation_case set state = 'OPENED', file = file - 'agreement' - 'endedOn'
    where (state = 'MEDIATING' or state in ('AGREED', 'BREACHED', 'RETURNED') and file -> 'agreement' is not null)
        and not file -> 'parties' @> '[{"side": "RESPONDENT"}]';

-- Whether care was offered to a party is nothing for a court, nor for the file of a mediation.
update mediation_case set file = file #- '{elements,risk,careOffered}' where file #> '{elements,risk,careOffered}' is not null;
