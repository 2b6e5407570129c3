-- When a post was deleted, and what a facilitator said of the reason: everybody may read it.
ALTER TABLE posts ADD COLUMN deleted_at INTEGER;
ALTER TABLE posts ADD COLUMN deletion_reason TEXT NOT NULL DEFAULT '';
