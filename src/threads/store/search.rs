//! Looking for words. What a person may read is given as the list of spaces that was decided about. How many rows are looked
//! at nobody knows before: it is done aside.

use crate::base::{PersonId, PostId, SpaceId, Timestamp};
use crate::db::{self, Db, ListOf, row, sql};

use super::ThreadRow;
use super::rows::threads_for;
use crate::threads::search::Search;

row! {
    /// A post with the words that were looked for.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct Found {
        pub id: PostId,
        pub title: String,
        pub space: SpaceId,
        pub body: String,
        pub at: Timestamp,
        pub author: String,
        pub office: String,
    }
}

/// The discussions in `spaces` with all the words in their title, the newest activity first.
pub(in crate::threads) async fn find_titles(
    db: &Db,
    search: &Search,
    spaces: &ListOf,
    person: PersonId,
    limit: i64,
) -> db::Result<Vec<ThreadRow>> {
    sql!(read &db.aside().await, all ThreadRow, {
        sqlite: concat!(threads_for!("$3", "FROM title_words w JOIN threads t ON t.id = w.rowid"),
            "WHERE w.title_words MATCH $1 AND t.space_id IN (SELECT value FROM json_each($2))
               AND NOT t.is_gone AND a.name_key LIKE $4 AND t.created_at >= $5 AND t.created_at < $6
             ORDER BY t.last_seq DESC LIMIT $7"),
        postgres: concat!(threads_for!("$3", "FROM threads t"),
            "WHERE search_words(t.title) @@ to_tsquery('simple', replace(replace($1, '*', ':*'), ' ', ' & '))
               AND t.space_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($2::json)))
               AND NOT t.is_gone AND a.name_key LIKE $4 AND t.created_at >= $5 AND t.created_at < $6
             ORDER BY t.last_seq DESC LIMIT $7")
    }, search.words.as_text(), spaces.0.as_str(), person, search.author_pattern(), search.since, search.until, limit)
}

/// One page of the posts in `spaces` with all the words, the newest first, before `before`.
pub(in crate::threads) async fn find_posts(
    db: &Db,
    search: &Search,
    spaces: &ListOf,
    (before, limit): (PostId, i64),
) -> db::Result<Vec<Found>> {
    sql!(read &db.aside().await, all Found, {
        sqlite: "SELECT p.id, t.title, t.space_id, p.body, p.created_at, a.name, o.name
             FROM post_words w JOIN posts p ON p.id = w.rowid JOIN threads t ON t.id = p.thread_id
             JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
             WHERE w.post_words MATCH $1 AND w.rowid < $3
               AND t.space_id IN (SELECT value FROM json_each($2)) AND p.state = 'published'
               AND a.name_key LIKE $4 AND p.created_at >= $5 AND p.created_at < $6
             ORDER BY w.rowid DESC LIMIT $7",
        postgres: "SELECT p.id, t.title, t.space_id, p.body, p.created_at, a.name, o.name
             FROM posts p JOIN threads t ON t.id = p.thread_id
             JOIN people a ON a.id = p.author_id JOIN organisations o ON o.id = a.organisation_id
             WHERE search_words(p.body) @@ to_tsquery('simple', replace(replace($1, '*', ':*'), ' ', ' & ')) AND p.id < $3
               AND t.space_id = ANY (ARRAY(SELECT value::bigint FROM json_array_elements_text($2::json))) AND p.state = 'published'
               AND a.name_key LIKE $4 AND p.created_at >= $5 AND p.created_at < $6
             ORDER BY p.id DESC LIMIT $7"
    }, search.words.as_text(), spaces.0.as_str(), before, search.author_pattern(), search.since, search.until, limit)
}
