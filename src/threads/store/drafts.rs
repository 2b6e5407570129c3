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
    }
}

pub(in crate::threads) async fn find_draft<'a>(
    source: impl Source<'a>,
    person: PersonId,
    key: &str,
) -> db::Result<Option<Draft>> {
    sql!(read source, optional Draft,
        "SELECT key, title, body, saved_at, has_files, topics, is_question FROM drafts WHERE person_id = $1 AND key = $2", person, key)
}

/// A person's drafts, newest first; at most 20.
pub(in crate::threads) async fn list_drafts(db: &Db, person: PersonId) -> db::Result<Vec<Draft>> {
    sql!(read db, all Draft,
        "SELECT key, title, body, saved_at, has_files, topics, is_question FROM drafts
         WHERE person_id = $1 ORDER BY saved_at DESC, key LIMIT 20", person)
}

pub(in crate::threads) async fn put_draft(tx: &mut Tx<'_>, person: PersonId, draft: &Draft) -> db::Result<()> {
    sql!(write tx, execute,
        "INSERT INTO drafts (person_id, key, title, body, saved_at, topics, is_question) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (person_id, key) DO UPDATE SET title = excluded.title, body = excluded.body,
           saved_at = excluded.saved_at, topics = excluded.topics, is_question = excluded.is_question",
        person, &draft.key, &draft.title, &draft.body, draft.saved_at, &draft.topics, draft.is_question)?;
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
