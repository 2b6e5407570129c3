-- Whether a discussion is a question ('no', 'waiting', 'answered'), and the answer that whoever asked took up.
ALTER TABLE threads ADD COLUMN question TEXT NOT NULL DEFAULT 'no';
ALTER TABLE threads ADD COLUMN accepted_post_id INTEGER REFERENCES posts (id);
ALTER TABLE threads ADD COLUMN accepted_by INTEGER REFERENCES people (id);
CREATE INDEX threads_by_question ON threads (space_id, question, id);
-- How often a post was accepted, or no longer: part of the version of what it shows.
ALTER TABLE posts ADD COLUMN acceptances INTEGER NOT NULL DEFAULT 0;
