-- Whom a pass over what changed is about, noted when it begins or goes on, so that all it reads side by side is about the
-- same enterprises. Read as a set: a few are looked up, a hundredth of a city is joined, and the planner knows which.
create unlogged table due (
    enterprise_id uuid primary key
);
