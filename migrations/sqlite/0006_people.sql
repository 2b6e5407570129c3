-- Since when an account is closed, by whom (the person themselves, when that is who it is), and why: only administrators read it.
ALTER TABLE people ADD COLUMN closed_at INTEGER;
ALTER TABLE people ADD COLUMN closed_by INTEGER REFERENCES people (id);
ALTER TABLE people ADD COLUMN closed_why TEXT NOT NULL DEFAULT '';
-- The last use of any sign-in, to a few minutes: what is left of it when the sign-ins themselves are gone.
ALTER TABLE people ADD COLUMN last_used_at INTEGER;
UPDATE people SET last_used_at = (SELECT MAX(last_used_at) FROM sign_ins WHERE person_id = people.id);

-- Where people have worked since when: the newest row is the office of people.organisation_id.
CREATE TABLE person_offices (
  person_id INTEGER NOT NULL REFERENCES people (id),
  since INTEGER NOT NULL,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (person_id, since)
) STRICT, WITHOUT ROWID;
INSERT INTO person_offices (person_id, since, organisation_id) SELECT id, created_at, organisation_id FROM people;

-- Until when a guest may stay who accepts the invitation.
ALTER TABLE invitations ADD COLUMN until_at INTEGER;

-- Second factors: a key for codes of an app (RFC 6238), in use once a first code has confirmed it. Each code is taken once.
CREATE TABLE second_factors (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
  secret TEXT NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sign_in_id INTEGER NOT NULL
) STRICT;
-- Digests of the codes for whoever has lost the device; a code that is used is gone.
CREATE TABLE recovery_codes (
  digest TEXT NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id);
