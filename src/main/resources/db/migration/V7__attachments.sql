-- What is in a file, once for each hash, however often it is uploaded. size is null where only the hash was ever recorded and
-- the file is kept elsewhere, as it was before files could be uploaded.
create table attachment_content (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size   bigint check (size > 0)
);

-- In chunks, so that nobody ever has a whole file in memory.
create table attachment_chunk (
    sha256 text not null references attachment_content on delete cascade,
    no     integer not null,
    bytes  bytea not null,
    primary key (sha256, no)
);
-- Photos and documents are compressed already.
alter table attachment_chunk alter column bytes set storage external;

-- A file as somebody uploaded it. subject_id: the alert, mediation case or observation whose readers may read it; null until
-- it is attached to one, and what stays so is deleted after a while.
create table attachment (
    id          uuid primary key,
    sha256      text not null references attachment_content,
    name        text not null,
    media_type  text not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    area_path   text collate "C" not null,
    subject_id  uuid,
    attached_at timestamptz
);
create index attachment_content_of on attachment (sha256);
create index attachment_subject on attachment (subject_id) where subject_id is not null;
create index attachment_unattached on attachment (uploaded_at) where subject_id is null;
create index attachment_unattached_of on attachment (uploaded_by) where subject_id is null;

-- Until now people typed the hash of a file that the office kept. Those stay as attachments without content.
create function pg_temp.typed_hash(hash text, subject uuid, area text, who text, at timestamptz) returns uuid
language plpgsql as $$
declare file uuid := gen_random_uuid();
begin
    insert into attachment_content (sha256) values (hash) on conflict do nothing;
    insert into attachment (id, sha256, name, media_type, uploaded_by, uploaded_at, area_path, subject_id, attached_at)
        values (file, hash, '由经办单位保存的文件', 'application/octet-stream', coalesce(who, ''), at, coalesce(area, ''), subject, at);
    return file;
end $$;

alter table alert_event add column attachments uuid[] not null default '{}';
update alert_event e
    set attachments = array[pg_temp.typed_hash(attachment, alert_id, (select area_path from alert where id = alert_id), actor, at)]
    where attachment is not null;
alter table alert_event drop column attachment;

alter table enterprise_task add column attachments uuid[] not null default '{}';
update enterprise_task
    set attachments = array[pg_temp.typed_hash(attachment, alert_id, area_path, replied_by, coalesce(replied_at, requested_at))]
    where attachment is not null;
alter table enterprise_task drop column attachment;

-- Signatures, minutes and evidence of mediations: the same, within their documents.
do $$
declare
    mediation record;
    hash text;
    file uuid;
    document text;
begin
    for mediation in select * from mediation_case where mediation_case.file::text ~ 'ha256": "[0-9a-f]{64}"' loop
        document := mediation.file::text;
        for hash in select distinct hit.groups[1]
            from regexp_matches(document, '"(?:signatureSha256|minutesSha256|sha256)": "([0-9a-f]{64})"', 'g')
                as hit (groups)
        loop
            file := pg_temp.typed_hash(hash, mediation.id, mediation.area_path, mediation.opened_by, mediation.opened_at);
            document := replace(document, '"signatureSha256": "' || hash || '"', '"attachment": "' || file || '"');
            document := replace(document, '"minutesSha256": "' || hash || '"', '"minutes": "' || file || '"');
            document := replace(document, '"sha256": "' || hash || '"', '"attachment": "' || file || '"');
        end loop;
        update mediation_case set file = document::jsonb where id = mediation.id;
    end loop;
end $$;
