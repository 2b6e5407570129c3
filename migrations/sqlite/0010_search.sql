-- The words of discussions, for the search: kept by the database itself, so that they are never behind.
CREATE VIRTUAL TABLE post_words USING fts5 (body, content = 'posts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO post_words (post_words) VALUES ('rebuild');
CREATE TRIGGER post_words_added AFTER INSERT ON posts
BEGIN
  INSERT INTO post_words (rowid, body) VALUES (NEW.id, NEW.body);
END;
CREATE TRIGGER post_words_changed AFTER UPDATE OF body ON posts WHEN NEW.body <> OLD.body
BEGIN
  INSERT INTO post_words (post_words, rowid, body) VALUES ('delete', OLD.id, OLD.body);
  INSERT INTO post_words (rowid, body) VALUES (NEW.id, NEW.body);
END;
CREATE TRIGGER post_words_gone AFTER DELETE ON posts
BEGIN
  INSERT INTO post_words (post_words, rowid, body) VALUES ('delete', OLD.id, OLD.body);
END;

CREATE VIRTUAL TABLE title_words USING fts5 (title, content = 'threads', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO title_words (title_words) VALUES ('rebuild');
CREATE TRIGGER title_words_added AFTER INSERT ON threads
BEGIN
  INSERT INTO title_words (rowid, title) VALUES (NEW.id, NEW.title);
END;
CREATE TRIGGER title_words_changed AFTER UPDATE OF title ON threads WHEN NEW.title <> OLD.title
BEGIN
  INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', OLD.id, OLD.title);
  INSERT INTO title_words (rowid, title) VALUES (NEW.id, NEW.title);
END;
CREATE TRIGGER title_words_gone AFTER DELETE ON threads
BEGIN
  INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', OLD.id, OLD.title);
END;
