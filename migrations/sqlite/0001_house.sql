-- The journal: one log of what happened, and the clock that numbers it.
CREATE TABLE journal_clock (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO journal_clock (id, seq) VALUES (1, 0);

CREATE TABLE journal (
  seq INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stream TEXT NOT NULL,
  actor_id INTEGER,
  space_id INTEGER,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_stream ON journal (stream, seq);
CREATE INDEX journal_by_space ON journal (space_id, seq);

-- Small facts of this installation, and totals kept beside what they count.
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE tallies (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;
INSERT INTO tallies (name, value) VALUES ('staff', 0);

-- Work to do. While a job is taken, leased_by says by whom and run_at when the lease ends.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  leased_by TEXT,
  last_error TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_turn ON jobs (state, run_at, id);

-- Letters: ids only; text and secrets are made at the moment of sending.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER
) STRICT;
CREATE UNIQUE INDEX outbox_by_message ON outbox (message_id);

-- The development mailbox: what would have been sent.
CREATE TABLE dev_mailbox (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX dev_mailbox_by_message ON dev_mailbox (message_id);

-- Web sessions: ids stored hashed.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  data TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE throttles (
  bucket TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  since INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT;

-- Organisations and people.
CREATE TABLE organisations (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  denomination TEXT NOT NULL,
  kind TEXT NOT NULL,
  region TEXT,
  seat_lat REAL,
  seat_lon REAL
) STRICT;
CREATE UNIQUE INDEX organisations_by_code ON organisations (code);
CREATE INDEX organisations_by_name ON organisations (name_key, id);

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  handle TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  password_hash TEXT,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  function TEXT NOT NULL,
  about TEXT NOT NULL,
  standing TEXT NOT NULL,
  is_administrator INTEGER NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX people_by_handle ON people (handle);
CREATE UNIQUE INDEX people_by_email ON people (email_key);
CREATE INDEX people_by_name ON people (name_key, id);
CREATE INDEX people_by_organisation ON people (organisation_id);

CREATE TABLE sign_ins (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  session_id TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sign_ins_by_session ON sign_ins (session_id);
CREATE INDEX sign_ins_by_person ON sign_ins (person_id);

CREATE TABLE spaces (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  purpose TEXT NOT NULL,
  openness TEXT NOT NULL,
  version INTEGER NOT NULL,
  members INTEGER NOT NULL,
  offices INTEGER NOT NULL,
  guests INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES people (id)
) STRICT;
CREATE UNIQUE INDEX spaces_by_name ON spaces (name_key);

CREATE TABLE memberships (
  space_id INTEGER NOT NULL REFERENCES spaces (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  caught_up_seq INTEGER NOT NULL,
  PRIMARY KEY (space_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_person ON memberships (person_id, space_id);

CREATE TABLE invitations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  standing TEXT NOT NULL,
  is_administrator INTEGER NOT NULL,
  space_id INTEGER REFERENCES spaces (id),
  role TEXT,
  state TEXT NOT NULL,
  invited_by INTEGER REFERENCES people (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_by_email ON invitations (email_key);
CREATE INDEX invitations_by_state ON invitations (state, id);

-- Links with a secret: an invitation's, a new password's. Only the digest stays.
CREATE TABLE link_tokens (
  digest TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX link_tokens_by_subject ON link_tokens (purpose, subject_id);

-- Discussions. The order of a list is that of last_seq, the journal's number of the newest post.
CREATE TABLE threads (
  id INTEGER PRIMARY KEY,
  space_id INTEGER NOT NULL REFERENCES spaces (id),
  title TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  version INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_author_id INTEGER NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_activity ON threads (space_id, last_seq);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  position INTEGER NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_by INTEGER REFERENCES people (id),
  submission TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX posts_by_position ON posts (thread_id, position);
CREATE UNIQUE INDEX posts_by_submission ON posts (author_id, submission);

-- What a post said before it was edited or deleted.
CREATE TABLE post_versions (
  post_id INTEGER NOT NULL REFERENCES posts (id),
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_marks (
  person_id INTEGER NOT NULL REFERENCES people (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (person_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  person_id INTEGER NOT NULL REFERENCES people (id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
