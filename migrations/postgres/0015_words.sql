-- The words of posts without the addresses of the pictures that they place: people look for words.
CREATE OR REPLACE FUNCTION search_words(source TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', regexp_replace(
    lower(regexp_replace(normalize(replace(source, '](/allegati/', ']('), NFKD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'))
$$;
REINDEX INDEX posts_by_words;
