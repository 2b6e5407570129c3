-- Keys for programs: what a person's programs may do in the person's name. Of the secret only the digest is here.
CREATE TABLE access_tokens (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX access_tokens_by_digest ON access_tokens (digest);
CREATE INDEX access_tokens_by_person ON access_tokens (person_id, created_at);

-- What was answered to a creation that carried a key of its own: the same request sent again gets it again.
CREATE TABLE api_answers (
  person_id INTEGER NOT NULL REFERENCES people (id),
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  location TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT;
CREATE INDEX api_answers_by_age ON api_answers (created_at);
