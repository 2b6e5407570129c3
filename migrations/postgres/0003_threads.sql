-- When a post was deleted, and what a facilitator said of the reason: everybody may read it.
ALTER TABLE posts ADD COLUMN deleted_at BIGINT;
ALTER TABLE posts ADD COLUMN deletion_reason TEXT NOT NULL DEFAULT '';

-- How often the reactions to a post have changed: part of the version of what it shows.
ALTER TABLE posts ADD COLUMN reactions BIGINT NOT NULL DEFAULT 0;
CREATE TABLE reactions (
  post_id BIGINT NOT NULL REFERENCES posts (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (post_id, person_id, kind)
);
CREATE INDEX reactions_by_person ON reactions (person_id, post_id);

-- Whether a discussion takes answers, and why not; whether it stands at the head of its space.
ALTER TABLE threads ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
ALTER TABLE threads ADD COLUMN closed_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE threads ADD COLUMN is_pinned BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX threads_by_pin ON threads (space_id, is_pinned, last_seq);

-- What discussions are about. The slug is the name made comparable; threads.topics holds the names again, one a line, for
-- lists.
CREATE TABLE thread_topics (
  thread_id BIGINT NOT NULL REFERENCES threads (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (thread_id, slug)
);
CREATE INDEX thread_topics_by_slug ON thread_topics (slug, thread_id);
ALTER TABLE threads ADD COLUMN topics TEXT NOT NULL DEFAULT '';

-- How closely a person follows a discussion, or all of a space: what is said of the discussion counts first.
CREATE TABLE thread_levels (
  person_id BIGINT NOT NULL REFERENCES people (id),
  thread_id BIGINT NOT NULL REFERENCES threads (id),
  level TEXT NOT NULL,
  PRIMARY KEY (person_id, thread_id)
);
CREATE TABLE space_levels (
  person_id BIGINT NOT NULL REFERENCES people (id),
  space_id BIGINT NOT NULL REFERENCES spaces (id),
  level TEXT NOT NULL,
  PRIMARY KEY (person_id, space_id)
);
