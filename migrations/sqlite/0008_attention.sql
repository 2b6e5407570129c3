-- Whether a discussion is a question ('no', 'waiting', 'answered'), and the answer that whoever asked took up.
ALTER TABLE threads ADD COLUMN question TEXT NOT NULL DEFAULT 'no';
ALTER TABLE threads ADD COLUMN accepted_post_id INTEGER REFERENCES posts (id);
ALTER TABLE threads ADD COLUMN accepted_by INTEGER REFERENCES people (id);
CREATE INDEX threads_by_question ON threads (space_id, question, id);
-- How often a post was accepted, or no longer: part of the version of what it shows.
ALTER TABLE posts ADD COLUMN acceptances INTEGER NOT NULL DEFAULT 0;

-- Posts that a person has set aside, with a note, and when that person wants to be reminded ('no', 'set', 'due'); a letter
-- about it is 'no', 'wanted' or 'sent', and then stands in the one of letter_at. Nobody else's business.
CREATE TABLE bookmarks (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  post_id INTEGER NOT NULL REFERENCES posts (id),
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  reminder TEXT NOT NULL,
  remind_at INTEGER,
  letter TEXT NOT NULL,
  letter_at INTEGER
) STRICT;
CREATE UNIQUE INDEX bookmarks_by_post ON bookmarks (person_id, post_id);
CREATE INDEX bookmarks_by_reminder ON bookmarks (person_id, reminder, id);

-- Whom posts name, with the journal's number of their writing: what was named before a person's mark has been seen.
CREATE TABLE mentions (
  person_id INTEGER NOT NULL REFERENCES people (id),
  post_id INTEGER NOT NULL REFERENCES posts (id),
  seq INTEGER NOT NULL,
  PRIMARY KEY (person_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_turn ON mentions (person_id, seq);
