-- The words of posts without the addresses of the pictures that they place: people look for words.
DROP TRIGGER post_words_added;
DROP TRIGGER post_words_changed;
DROP TRIGGER post_words_gone;
DROP TABLE post_words;
CREATE VIEW posts_in_words AS SELECT id, replace(body, '](/allegati/', '](') AS body FROM posts;
CREATE VIRTUAL TABLE post_words USING fts5 (body, content = 'posts_in_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO post_words (post_words) VALUES ('rebuild');
CREATE TRIGGER post_words_added AFTER INSERT ON posts
BEGIN
  INSERT INTO post_words (rowid, body) VALUES (NEW.id, replace(NEW.body, '](/allegati/', ']('));
END;
CREATE TRIGGER post_words_changed AFTER UPDATE OF body ON posts WHEN NEW.body <> OLD.body
BEGIN
  INSERT INTO post_words (post_words, rowid, body) VALUES ('delete', OLD.id, replace(OLD.body, '](/allegati/', ']('));
  INSERT INTO post_words (rowid, body) VALUES (NEW.id, replace(NEW.body, '](/allegati/', ']('));
END;
CREATE TRIGGER post_words_gone AFTER DELETE ON posts
BEGIN
  INSERT INTO post_words (post_words, rowid, body) VALUES ('delete', OLD.id, replace(OLD.body, '](/allegati/', ']('));
END;
