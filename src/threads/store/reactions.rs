//! Who has reacted to a post, and how.

use crate::base::{PersonId, PostId, Timestamp};
use crate::db::{self, Db, ListOf, Tx, listed, row, sql};
use crate::journal::Reaction;

row! {
    /// Somebody's reaction, with how many there are of its kind.
    #[derive(Clone, Debug)]
    pub(in crate::threads) struct ReactionRow {
        pub post: PostId,
        pub kind: Reaction,
        pub person: PersonId,
        pub name: String,
        pub office: String,
        pub total: i64,
    }
}

/// The reactions to some posts, oldest first; of each kind the first 30 people and how many there are.
pub(in crate::threads) async fn list_reactions(db: &Db, posts: &[PostId]) -> db::Result<Vec<ReactionRow>> {
    macro_rules! reactions {
        ($engine:ident) => {
            concat!(
                "SELECT f.post_id, f.kind, a.id, a.name, o.name, f.total
                 FROM (SELECT post_id, kind, person_id, at, COUNT(*) OVER (PARTITION BY post_id, kind) AS total,
                              ROW_NUMBER() OVER (PARTITION BY post_id, kind ORDER BY at, person_id) AS place
                       FROM reactions WHERE ",
                listed!($engine, "post_id", "$1"),
                ") f JOIN people a ON a.id = f.person_id JOIN organisations o ON o.id = a.organisation_id
                 WHERE f.place <= 30 ORDER BY f.post_id, f.kind, f.place"
            )
        };
    }
    sql!(read db, all ReactionRow, { sqlite: reactions!(sqlite), postgres: reactions!(postgres) }, ListOf::new(posts).0)
}

/// Notes a reaction; false when it was there already.
pub(in crate::threads) async fn insert_reaction(
    tx: &mut Tx<'_>,
    (post, person): (PostId, PersonId),
    kind: Reaction,
    now: Timestamp,
) -> db::Result<bool> {
    let noted = sql!(write tx, execute,
        "INSERT INTO reactions (post_id, person_id, kind, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (post_id, person_id, kind) DO NOTHING", post, person, kind, now)?;
    Ok(noted > 0)
}

/// Takes a reaction back; false when there was none.
pub(in crate::threads) async fn delete_reaction(
    tx: &mut Tx<'_>,
    (post, person): (PostId, PersonId),
    kind: Reaction,
) -> db::Result<bool> {
    let gone = sql!(write tx, execute,
        "DELETE FROM reactions WHERE post_id = $1 AND person_id = $2 AND kind = $3", post, person, kind)?;
    Ok(gone > 0)
}

/// Counts a change of the reactions: it is part of the version of what a post shows.
pub(in crate::threads) async fn count_reaction(tx: &mut Tx<'_>, post: PostId) -> db::Result<()> {
    sql!(write tx, execute, "UPDATE posts SET reactions = reactions + 1 WHERE id = $1", post)?;
    Ok(())
}
