-- When each person was last here, to the hour. Roles and area are those they came with, because whoever signs in at an
-- identity provider has no account.
create table sign_in (
    username  text primary key,
    seen_at   timestamptz not null,
    roles     text not null,
    area_path text collate "C"
);

-- Channels of people that failed until another way was taken; the first success deletes the row. destination is the
-- address as it is shown, without what is secret.
create table broken_channel (
    username    text not null,
    channel     text not null,
    destination text not null,
    since       timestamptz not null,
    reason      text not null,
    primary key (username, channel, destination)
);
