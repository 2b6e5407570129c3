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
