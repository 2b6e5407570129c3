//! Texts on their way, one for each person and place.

use crate::base::{PersonId, Timestamp};
use crate::db::{self, Db, Source, Tx, row, sql};

row! {
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Draft {
        pub key: String,
        pub title: String,
        pub body: String,
        pub saved_at: Timestamp,
        /// Whether files were uploaded into it.
        pub has_files: bool,
        /// Of a new discussion: its topics, as they were typed.
        pub topics: String,
        /// Of a new discussion: whether it is to be a question.
        pub is_question: bool,
        /// Of a change: the edition of the post that it was begun from; 0 when that is not known.
        pub edition: i64,
    }
}

row! {
    /// A draft as a list shows it.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct DraftRow {
        pub key: String,
        pub title: String,
        pub body: String,
        pub saved_at: Timestamp,
        pub topics: String,
        /// Whether its person may still publish it where it belongs.
        pub is_open: bool,
    }
}

pub(in crate::threads) async fn find_draft<'a>(
    source: impl Source<'a>,
    person: PersonId,
    key: &str,
) -> db::Result<Option<Draft>> {
    sql!(read source, optional Draft,
        "SELECT key, title, body, saved_at, has_files, topics, is_question, edition FROM drafts
         WHERE person_id = $1 AND key = $2", person, key)
}

/// A person's drafts, newest first; at most 20.
pub(in crate::threads) async fn list_drafts(db: &Db, person: PersonId) -> db::Result<Vec<Draft>> {
    sql!(read db, all Draft,
        "SELECT key, title, body, saved_at, has_files, topics, is_question, edition FROM drafts
         WHERE person_id = $1 ORDER BY saved_at DESC, key LIMIT 20", person)
}

/// The same, with whether each can still be published.
pub(in crate::threads) async fn list_open_drafts(db: &Db, person: PersonId) -> db::Result<Vec<DraftRow>> {
    sql!(read db, all DraftRow,
        "SELECT d.key, d.title, d.body, d.saved_at, d.topics,
           CASE WHEN d.key LIKE 'new:%' THEN EXISTS (
                  SELECT 1 FROM memberships m JOIN spaces s ON s.id = m.space_id
                  WHERE m.person_id = d.person_id AND m.space_id = CAST(SUBSTR(d.key, 5) AS BIGINT) AND s.archived_at IS NULL)
                WHEN d.key LIKE 'reply:%' THEN EXISTS (
                  SELECT 1 FROM threads t JOIN spaces s ON s.id = t.space_id
                  JOIN memberships m ON m.space_id = t.space_id AND m.person_id = d.person_id
                  WHERE t.id = CAST(SUBSTR(d.key, 7) AS BIGINT) AND t.state = 'open' AND s.archived_at IS NULL)
                ELSE EXISTS (
                  SELECT 1 FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
                  JOIN memberships m ON m.space_id = t.space_id AND m.person_id = d.person_id
                  WHERE p.id = CAST(SUBSTR(d.key, 6) AS BIGINT) AND p.author_id = d.person_id AND p.state = 'published'
                    AND s.archived_at IS NULL) END
         FROM drafts d WHERE d.person_id = $1 ORDER BY d.saved_at DESC, d.key LIMIT 20", person)
}

pub(in crate::threads) async fn put_draft(tx: &mut Tx<'_>, person: PersonId, draft: &Draft) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO drafts (person_id, key, title, body, saved_at, topics, is_question, edition)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (person_id, key) DO UPDATE SET title = excluded.title, body = excluded.body,
           saved_at = excluded.saved_at, topics = excluded.topics, is_question = excluded.is_question,
           edition = excluded.edition",
        person, &draft.key, &draft.title, &draft.body, draft.saved_at, &draft.topics, draft.is_question, draft.edition)?;
    Ok(())
}

/// Notes that a draft has files; one that is not there yet begins without words.
pub(in crate::threads) async fn note_files(
    tx: &mut Tx<'_>,
    person: PersonId,
    key: &str,
    now: Timestamp,
) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO drafts (person_id, key, title, body, saved_at, has_files) VALUES ($1, $2, '', '', $3, TRUE)
         ON CONFLICT (person_id, key) DO UPDATE SET has_files = TRUE, saved_at = excluded.saved_at", person, key, now)?;
    Ok(())
}

/// Forgets a draft; says whether it had files.
pub(in crate::threads) async fn delete_draft(tx: &mut Tx<'_>, person: PersonId, key: &str) -> db::Result<bool> {
    let row = sql!(write tx, optional (bool,),
        "DELETE FROM drafts WHERE person_id = $1 AND key = $2 RETURNING has_files", person, key)?;
    Ok(row.is_some_and(|(had_files,)| had_files))
}
