-- What became of the reports of a post, all together: decision is 'deleted', 'thread-closed' or 'nothing', answer a sentence for those
-- who had reported it.
CREATE TABLE report_closings (
  id INTEGER PRIMARY KEY,
  space_id INTEGER NOT NULL REFERENCES spaces (id),
  post_id INTEGER NOT NULL REFERENCES posts (id),
  decision TEXT NOT NULL,
  answer TEXT NOT NULL,
  decided_by INTEGER REFERENCES people (id),
  decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_closings_by_space ON report_closings (space_id, id);

-- Posts that readers have brought before those who facilitate, with a reason and their own words. The state is 'open', 'withdrawn' or
-- 'closed'; version is the post's as it was then: what it said is not copied, and goes when the post goes.
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  space_id INTEGER NOT NULL REFERENCES spaces (id),
  post_id INTEGER NOT NULL REFERENCES posts (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  closing_id INTEGER REFERENCES report_closings (id)
) STRICT;
-- Nobody has two open reports of one post.
CREATE UNIQUE INDEX reports_open ON reports (post_id, person_id) WHERE state = 'open';
CREATE INDEX reports_by_space ON reports (space_id, state, post_id);
CREATE INDEX reports_by_person ON reports (person_id, created_at);
CREATE INDEX reports_by_closing ON reports (closing_id);

-- How many posts of a space wait for somebody to look at their reports.
ALTER TABLE spaces ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
