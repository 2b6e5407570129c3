-- Which edition of a post the draft of a change to it was begun from; 0 when that is not known.
ALTER TABLE drafts ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
