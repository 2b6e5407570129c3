//! What an import asks of the database.

use crate::db::{Db, Result, sql};

/// Whether somebody with this address is in the community.
pub(super) async fn is_known(db: &Db, email_key: &str) -> Result<bool> {
    let (n,) = sql!(read db, one (i64,), "SELECT COUNT(*) FROM people WHERE email_key = $1", email_key)?;
    Ok(n > 0)
}
