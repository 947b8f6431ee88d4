-- Ends of validity come in no order, so keeping an index of them cost each pass more than reading
-- the whole table once, when a pass begins, to see who is due.
drop index assessment_due;
drop index care.care_assessment_due;
