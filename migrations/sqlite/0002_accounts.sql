-- A wish to be reached at another address. The letter to the new one proves that it receives; the old one may agree or stop it.
CREATE TABLE email_changes (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  old_email TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  state TEXT NOT NULL,
  is_proven INTEGER NOT NULL,
  is_agreed INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- From when on the old address's silence is enough.
  silent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX email_changes_by_person ON email_changes (person_id, id);

-- What people say of themselves beyond name and function.
ALTER TABLE people ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN speaks TEXT NOT NULL DEFAULT '';
-- The last day of an absence (a day of the calendar, YYYY-MM-DD), and its reason.
ALTER TABLE people ADD COLUMN away_until TEXT;
ALTER TABLE people ADD COLUMN away_why TEXT NOT NULL DEFAULT '';
-- Bits 0 to 6 for Monday to Sunday; hours without letters, in minutes of the day.
ALTER TABLE people ADD COLUMN working_days INTEGER NOT NULL DEFAULT 31;
ALTER TABLE people ADD COLUMN quiet_from INTEGER;
ALTER TABLE people ADD COLUMN quiet_until INTEGER;
-- Head or focal point of the own office.
ALTER TABLE people ADD COLUMN office_role TEXT;
CREATE INDEX people_by_office_role ON people (organisation_id, office_role);

-- What people can help with.
CREATE TABLE topics (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  -- How many colleagues can help with it, kept beside what it counts.
  people INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX topics_by_name ON topics (name_key);
CREATE INDEX topics_by_people ON topics (people, name_key);
CREATE TABLE person_topics (
  person_id INTEGER NOT NULL REFERENCES people (id),
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  PRIMARY KEY (person_id, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_topics_by_topic ON person_topics (topic_id, person_id);

-- Pictures of people, square, in two sizes, without whatever else the file held. The version names them in addresses; 0: none.
ALTER TABLE people ADD COLUMN picture INTEGER NOT NULL DEFAULT 0;
CREATE TABLE person_pictures (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id),
  version INTEGER NOT NULL,
  small BLOB NOT NULL,
  large BLOB NOT NULL
) STRICT;
