-- Whether a discussion that is being begun is to be a question.
ALTER TABLE drafts ADD COLUMN is_question INTEGER NOT NULL DEFAULT 0;
