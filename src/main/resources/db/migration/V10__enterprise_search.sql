-- Search for any part of a name of at least two characters, in the whole city or within an area (docs/adr/0039). The
-- functions are single expressions of immutable functions, which PostgreSQL puts in the place of their calls: written as
-- a query, the keys of a name cost four times as much.

-- The form in which names are compared: full-width letters, digits and brackets become narrow ones, letters small ones,
-- and spaces do not count.
create function search_form(name text) returns text
    language sql immutable strict parallel safe
    return lower(translate(normalize(name, NFKC), E' \x01', '') collate "C");

-- The part of a city whose names are indexed together: a community (the path down to the fourth level), or the area
-- itself where it is larger.
create function search_area(area_path text) returns text
    language sql immutable strict parallel safe
    return rtrim(split_part(area_path, '.', 1) || '.' || split_part(area_path, '.', 2) || '.'
        || split_part(area_path, '.', 3) || '.' || split_part(area_path, '.', 4), '.') || '.';

-- Each pair of adjacent characters, with what stands for the search area: first the pairs that begin at the characters
-- 1, 3, 5 and so on, then those that begin at 2, 4, 6. The areas of one pair lie side by side in the index.
create function search_keys(name text, area_path text) returns text[]
    language sql immutable parallel safe
    return string_to_array(rtrim(
        regexp_replace(left(search_form(name), length(search_form(name)) / 2 * 2),
            '..', '\&' || to_hex(hashtext(search_area(area_path))) || E'\x01', 'g')
        || regexp_replace(substr(search_form(name), 2, (length(search_form(name)) - 1) / 2 * 2),
            '..', '\&' || to_hex(hashtext(search_area(area_path))) || E'\x01', 'g'),
        E'\x01'), E'\x01');

-- Written at once: a list of pending entries would be read from end to end by each look-up, hundreds of times a search.
create index enterprise_search on enterprise using gin (search_keys(name, area_path)) with (fastupdate = off);
-- Only the beginning of a name was looked up in it.
drop index enterprise_name;
