-- Search for any part of a name of at least two characters, in the whole city or within an area (docs/adr/0039).

-- The form in which names are compared: full-width letters, digits and brackets become narrow ones, letters small ones,
-- and spaces do not count.
create function search_form(name text) returns text
    language sql immutable strict parallel safe
    return lower(replace(normalize(name, NFKC), ' ', '') collate "C");

-- The part of a city whose names are indexed together: a community (the path down to the fourth level), or the area
-- itself where it is larger.
create function search_area(area_path text) returns text
    language sql immutable strict parallel safe
    return substring(area_path from '^(?:[^.]*\.){0,4}');

-- One key for each pair of adjacent characters, different in each search area. Two pairs may share a key, so whoever
-- finds by keys compares the name as well.
create function search_keys(name text, area_path text) returns integer[]
    language sql immutable strict parallel safe
    return (select array_agg(distinct hashtext(substr(n.form, i, 2)) # a.hash)
        from (select search_form(name) as form) n, (select hashtext(search_area(area_path)) as hash) a,
            generate_series(1, length(n.form) - 1) i);

-- Written at once: a list of pending entries would be read from end to end by each look-up, hundreds of times a search.
create index enterprise_search on enterprise using gin (search_keys(name, area_path)) with (fastupdate = off);
-- Only the beginning of a name was looked up in it.
drop index enterprise_name;
