-- Files that people have uploaded; their bytes are in the folder of files under `key`. A file waits in a draft until its
-- post is published; `expires_at` is when it goes for good unless something happens before.
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  media TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  alt TEXT NOT NULL,
  state TEXT NOT NULL,
  draft_key TEXT NOT NULL,
  post_id INTEGER REFERENCES posts (id),
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;
CREATE UNIQUE INDEX files_by_key ON files (key);
CREATE INDEX files_by_owner ON files (owner_id, draft_key);
CREATE INDEX files_by_post ON files (post_id, position);
CREATE INDEX files_by_expiry ON files (expires_at);

-- Whether files were uploaded into a draft.
ALTER TABLE drafts ADD COLUMN has_files INTEGER NOT NULL DEFAULT 0;
-- What a discussion that is being begun is about, as it was typed.
ALTER TABLE drafts ADD COLUMN topics TEXT NOT NULL DEFAULT '';
