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
