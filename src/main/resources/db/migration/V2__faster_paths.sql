-- Another one at each change of the posts, whoever makes it: tells a process whether what it has read still stands.
create table post_version (
    only_row boolean primary key default true check (only_row),
    version  uuid not null default gen_random_uuid()
);
insert into post_version default values;
create function posts_changed() returns trigger language plpgsql as $$
begin
    update post_version set version = gen_random_uuid();
    return null;
end $$;
create trigger post_changed after insert or update or delete or truncate on post
    for each statement execute function posts_changed();
create trigger post_holding_changed after insert or update or delete or truncate on post_holding
    for each statement execute function posts_changed();

-- What stands is in "assessment" alone; the history keeps what stood before, so a first pass writes each row once.
delete from assessment_history h using assessment a
    where h.enterprise_id = a.enterprise_id and h.dimension = a.dimension and h.assessed_at = a.assessed_at;
delete from care.assessment_history h using care.assessment a
    where h.enterprise_id = a.enterprise_id and h.dimension = a.dimension and h.assessed_at = a.assessed_at;
create view assessment_ever as
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from assessment
    union all
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from assessment_history;
create view care.assessment_ever as
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from care.assessment
    union all
    select enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings
        from care.assessment_history;

-- Lists ask for those that are not calm, and these are few: no index of the others is kept in step with every pass.
drop index assessment_area_tier;
drop index assessment_area;
create index assessment_not_calm on assessment (dimension, tier, enterprise_id) where tier not in ('GREEN', 'GREY');
