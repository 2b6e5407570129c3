-- The words of discussions, for the search: kept by the database itself, so that they are never behind. Lower case, without
-- accents, divided at whatever is neither letter nor digit, as SQLite does it on the other engine.
CREATE FUNCTION search_words(source TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', regexp_replace(
    lower(regexp_replace(normalize(source, NFKD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'))
$$;
CREATE INDEX posts_by_words ON posts USING gin (search_words(body));
CREATE INDEX threads_by_words ON threads USING gin (search_words(title));
