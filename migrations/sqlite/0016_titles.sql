-- A title goes with the first post of its discussion, and comes back when the deletion is undone; a discussion of which nothing
-- else is there is in no list.
ALTER TABLE threads ADD COLUMN kept_title TEXT NOT NULL DEFAULT '';
ALTER TABLE threads ADD COLUMN is_gone INTEGER NOT NULL DEFAULT 0;
UPDATE threads SET kept_title = title, is_gone = posts = 1, version = version + 1,
    title = CASE WHEN posts = 1 THEN 'Discussione eliminata' ELSE 'Discussione con il primo messaggio eliminato' END
  WHERE id IN (SELECT p.thread_id FROM posts p WHERE p.position = 1 AND p.state = 'deleted');

-- Who has changed a title, and why: not what it said.
CREATE TABLE title_changes (
  id INTEGER NOT NULL PRIMARY KEY,
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  person_id INTEGER REFERENCES people (id),
  at INTEGER NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX title_changes_by_thread ON title_changes (thread_id, id);
