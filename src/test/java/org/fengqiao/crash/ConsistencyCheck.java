package org.fengqiao.crash;

import java.util.List;

/**
 * What must be nothing in the end, and a fault that it must find: a check that finds nothing then proves nothing.
 *
 * @param count how many are wrong; {@code ledger} is what senders and receivers know, the rest is what the product wrote
 * @param fault makes exactly such a wrong, in a transaction that is taken back
 */
record ConsistencyCheck(String wrong, String count, String fault) {
    private static final String ANY_SENT =
            "(select id from notification where kind = 'RAISED' and state = 'SENT' and passed_from is null limit 1)";

    /** The occasion of what was passed on is that of the first in the line. */
    private static final String TOLD_TWICE = """
            with recursive line as (select id, id as first from notification where passed_from is null
                union all select n.id, line.first from notification n join line on n.passed_from = line.id)
            select count(*) from (select 1 from ledger.taken t join line on line.id = t.key
                join notification n on n.id = line.first
                group by t.alert, t.person, n.tier, n.kind, n.why_zh, coalesce(n.post_id::text, n.username)
                having count(distinct t.key) > 1) twice""";

    /** Over every table that names an alert; the database does not check these references (docs/adr/0034). */
    private static final String ORPHANS = """
            select coalesce(sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I c'
                || ' where alert_id is not null and not exists (select from alert a where a.id = c.alert_id)',
                table_name), false, true, '')))[1]::text::bigint), 0)
            from information_schema.columns where table_schema = 'public' and column_name = 'alert_id'""";

    static final List<ConsistencyCheck> ALL = List.of(
            new ConsistencyCheck("rows of an alert that is not there", ORPHANS, """
                    update alert_event set alert_id = gen_random_uuid() where id = (select max(id) from alert_event)"""),
            new ConsistencyCheck("reports taken of which there is no alert", """
                    select count(*) from ledger.reported r
                    where not exists (select from alert a where a.enterprise_id = r.enterprise)""", """
                    delete from alert where id = (select a.id from alert a
                        join ledger.reported r on r.enterprise = a.enterprise_id limit 1)"""),
            new ConsistencyCheck("alerts raised twice", """
                    select count(*) from (select 1 from alert group by enterprise_id, dimension having count(*) > 1) x""", """
                    insert into alert select (jsonb_populate_record(a, jsonb_build_object(
                        'id', gen_random_uuid(), 'episode', 2, 'closed_at', now()))).* from alert a limit 1"""),
            new ConsistencyCheck(
                    "alerts whose raising is not written down once",
                    """
                    select count(*) from alert a where (select count(*) from alert_event e
                        where e.alert_id = a.id and e.event = 'RAISED') <> 1""",
                    "delete from alert_event where id = (select id from alert_event where event = 'RAISED' limit 1)"),
            new ConsistencyCheck(
                    "owners and copies without a notification of their own, or with two",
                    """
                    select count(*) from (select a.id as alert_id, coalesce((select r.from_post from alert_request r
                                where r.alert_id = a.id and r.kind = 'TRANSFER'), a.owner_post) as post_id from alert a
                            union all select alert_id, post_id from alert_copy where reason <> 'ESCALATED') must
                        full join (select alert_id, post_id, count(*) as times from notification
                            where kind = 'RAISED' and passed_from is null group by alert_id, post_id) n
                        using (alert_id, post_id)
                    where n.times is distinct from 1 or must.alert_id is null""",
                    "delete from notification where id = " + ANY_SENT),
            new ConsistencyCheck(
                    "notifications that wait for ever",
                    "select count(*) from notification where state = 'WAITING'",
                    "update notification set state = 'WAITING' where id = " + ANY_SENT),
            new ConsistencyCheck("notifications given up although the person did not know", """
                    select count(*) from notification n left join alert a on a.id = n.alert_id
                        left join alert_request r on r.id = n.subject_id where n.state = 'STOPPED'
                        and case n.kind when 'RAISED' then a.acknowledged_by is distinct from n.username
                            when 'TRANSFER' then r.ended_at is null when 'ASSISTANCE' then r.ended_at is null else true end""", """
                    update notification set state = 'STOPPED' where id = (select n.id from notification n
                        join alert a on a.id = n.alert_id where n.kind = 'RAISED'
                            and n.username is distinct from a.acknowledged_by limit 1)"""),
            new ConsistencyCheck(
                    "notifications passed on to nobody, or to two",
                    """
                    select count(*) from notification n left join (select passed_from, count(*) as times
                        from notification group by passed_from) m on m.passed_from = n.id
                    where coalesce(m.times, 0) <> case n.state when 'PASSED_ON' then 1 else 0 end""",
                    "update notification set state = 'PASSED_ON' where id = " + ANY_SENT),
            new ConsistencyCheck(
                    "notifications called sent that no receiver took",
                    """
                    select count(*) from notification n where n.state = 'SENT'
                        and not exists (select from ledger.taken t where t.key = n.id and t.alert = n.alert_id)""",
                    "delete from ledger.taken where key = " + ANY_SENT),
            new ConsistencyCheck(
                    "messages of what was never committed, or for somebody else",
                    """
                    select count(*) from ledger.taken t left join notification n on n.id = t.key
                        and n.alert_id = t.alert where n.id is null or n.state = 'SENT' and n.delivered_to <> t.person""",
                    "update ledger.taken set person = 'nobody' where key = " + ANY_SENT),
            new ConsistencyCheck(
                    "keys that two people got",
                    "select count(*) from (select 1 from ledger.taken group by key having count(distinct person) > 1) x",
                    "insert into ledger.taken select key, via, 'somebody', alert, 1 from ledger.taken limit 1"),
            new ConsistencyCheck("people told twice, after keys", TOLD_TWICE, """
                    with again as (insert into notification select (jsonb_populate_record(n,
                            jsonb_build_object('id', gen_random_uuid()))).* from notification n where id = %s
                        returning id, delivered_to, alert_id)
                    insert into ledger.taken select id, 'EMAIL', delivered_to, alert_id, 1 from again""".formatted(ANY_SENT)),
            new ConsistencyCheck("clocks that were due and did not climb", """
                    select count(*) from ledger.made_due d left join alert_clock c using (alert_id, step, started_at)
                        where c.alert_id is null or c.completed_at is null and (c.level <= d.level or c.missed_at is null)""", """
                    update alert_clock c set missed_at = null from (select * from ledger.made_due join alert_clock k
                        using (alert_id, step, started_at) where k.completed_at is null limit 1) d
                    where c.alert_id = d.alert_id and c.step = d.step"""),
            new ConsistencyCheck("clocks that climbed other than their events say", """
                    select count(*) from (select alert_id, step, sum(cardinality(notified)) as told from alert_clock
                            where level > 0 group by alert_id, step) c
                        full join (select alert_id, arguments->>'step' as step, count(*) as told,
                                count(distinct arguments) as different
                            from alert_event where event = 'ESCALATED' group by 1, 2) e using (alert_id, step)
                    where c.told is distinct from e.told or e.told <> e.different""", """
                    delete from alert_event where id = (select id from alert_event where event = 'ESCALATED' limit 1)"""),
            new ConsistencyCheck("escalations without a notification, or with two", """
                    select count(*) from (select alert_id, count(*) as times from alert_event where event = 'ESCALATED'
                            group by alert_id) e
                        full join (select alert_id, count(*) as times from notification
                            where kind = 'ESCALATED' and passed_from is null group by alert_id) n using (alert_id)
                    where e.times is distinct from n.times""", """
                    delete from notification where id = (select id from notification where kind = 'ESCALATED'
                        and passed_from is null limit 1)"""),
            new ConsistencyCheck("acknowledgements lost, or written twice", """
                    select count(*) from ledger.acknowledged k left join alert a on a.id = k.alert
                    where a.acknowledged_at is null or (select count(*) from alert_event e
                        where e.alert_id = k.alert and e.event = 'ACKNOWLEDGED') <> 1""", """
                    update alert set acknowledged_at = null where id = (select alert from ledger.acknowledged limit 1)"""),
            new ConsistencyCheck("acknowledgements taken back that stand, or twice", """
                    select count(*) from ledger.withdrawn w left join alert a on a.id = w.alert
                        left join alert_clock c on c.alert_id = a.id and c.step = 'ack'
                    where a.acknowledged_at is not null or c.completed_at is not null or (select count(*) from alert_event e
                        where e.alert_id = w.alert and e.event in ('ACKNOWLEDGED', 'ACKNOWLEDGEMENT_WITHDRAWN')) <> 2""", """
                    update alert set acknowledged_at = now() where id = (select alert from ledger.withdrawn limit 1)"""),
            new ConsistencyCheck("hand-overs lost, or done twice", """
                    select count(*) from ledger.transferred t left join alert a on a.id = t.alert
                        left join (select alert_id, count(*) as times, min(state) as state, min(from_post::text) as giver
                            from alert_request where kind = 'TRANSFER' group by alert_id) r on r.alert_id = t.alert
                        left join (select alert_id, count(*) filter (where event = 'TRANSFER_OFFERED') as offered,
                                count(*) filter (where event in ('TRANSFER_ACCEPTED', 'TRANSFER_RETURNED')) as answered
                            from alert_event group by alert_id) e on e.alert_id = t.alert
                    where r.times is distinct from 1 or r.state <> t.state or e.offered <> 1
                        or e.answered <> case t.state when 'OPEN' then 0 else 1 end
                        or (a.owner_post::text = r.giver) = (t.state = 'ACCEPTED')""", """
                    update alert a set owner_post = r.from_post from alert_request r where r.alert_id = a.id
                        and r.kind = 'TRANSFER' and r.state = 'ACCEPTED'"""),
            new ConsistencyCheck("requests for help lost, or made or answered twice", """
                    select count(*) from ledger.asked t
                        left join (select alert_id, count(*) as times, min(state) as state from alert_request
                            where kind = 'ASSISTANCE' group by alert_id) r on r.alert_id = t.alert
                        left join (select alert_id, count(*) filter (where event = 'ASSISTANCE_REQUESTED') as asked,
                                count(*) filter (where event = 'ASSISTANCE_ANSWERED') as answered
                            from alert_event group by alert_id) e on e.alert_id = t.alert
                    where r.times is distinct from 1 or r.state <> t.state or e.asked <> 1
                        or e.answered <> case t.state when 'OPEN' then 0 else 1 end""", """
                    delete from alert_request where alert_id = (select alert from ledger.asked limit 1)"""),
            new ConsistencyCheck("requests that were due and did not climb", """
                    select count(*) from ledger.request_due d left join alert_request r on r.id = d.request_id
                    where r.id is null or r.ended_at is null and cardinality(r.climbed_to) <= d.level""", """
                    update alert_request set climbed_to = '{}' where id = (select r.id from alert_request r
                        join ledger.request_due d on d.request_id = r.id where r.ended_at is null limit 1)"""),
            new ConsistencyCheck("requests that climbed other than their events say", """
                    select count(*) from (select alert_id, sum(cardinality(climbed_to)) as climbs from alert_request
                            where climbed_to <> '{}' group by alert_id) r
                        full join (select alert_id, count(*) as climbs from alert_event where event = 'REQUEST_ESCALATED'
                            group by alert_id) e using (alert_id)
                    where r.climbs is distinct from e.climbs""", """
                    delete from alert_event where id = (select id from alert_event where event = 'REQUEST_ESCALATED' limit 1)"""),
            new ConsistencyCheck("open requests whose posts were not told, or told twice", """
                    select count(*) from alert_request r left join (select subject_id, count(*) as times from notification
                            where kind in ('TRANSFER', 'ASSISTANCE') and passed_from is null group by subject_id) n
                        on n.subject_id = r.id
                    where r.ended_at is null and n.times is distinct from 1 + 2 * cardinality(r.climbed_to)""", """
                    delete from notification where subject_id = (select id from alert_request where ended_at is null limit 1)"""),
            new ConsistencyCheck("answers of which whoever asked was not told, or twice", """
                    select count(*) from alert_request r left join (select subject_id, count(*) as times from notification
                            where kind in ('TRANSFER_ANSWERED', 'ASSISTANCE_ANSWERED') and passed_from is null
                            group by subject_id) n on n.subject_id = r.id
                    where r.ended_at is not null and n.times is distinct from 1""", """
                    delete from notification where kind in ('TRANSFER_ANSWERED', 'ASSISTANCE_ANSWERED')"""));
}
