-- An office's own spaces, and how many people ask to come into a closed one.
ALTER TABLE spaces ADD COLUMN organisation_id INTEGER REFERENCES organisations (id);
ALTER TABLE spaces ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
CREATE INDEX spaces_by_organisation ON spaces (organisation_id);

-- The newest request of a person to come into a space, and what became of it.
CREATE TABLE join_requests (
  id INTEGER PRIMARY KEY,
  space_id INTEGER NOT NULL REFERENCES spaces (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by INTEGER REFERENCES people (id)
) STRICT;
CREATE UNIQUE INDEX join_requests_by_person ON join_requests (space_id, person_id);

-- Until when a guest may stay; whether a newcomer has read the words of welcome.
ALTER TABLE memberships ADD COLUMN until_at INTEGER;
ALTER TABLE memberships ADD COLUMN is_welcomed INTEGER NOT NULL DEFAULT 1;
CREATE INDEX memberships_by_until ON memberships (until_at);

-- What a space looks like and says of itself; rules and welcome are Markdown.
ALTER TABLE spaces ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';
ALTER TABLE spaces ADD COLUMN rules TEXT NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN welcome TEXT NOT NULL DEFAULT '';

-- Who was written to about what: nobody gets the same news twice in a day.
CREATE INDEX outbox_by_recipient ON outbox (recipient, kind, subject_id);

-- Since when a space is only read.
ALTER TABLE spaces ADD COLUMN archived_at INTEGER;
