//! Counts of what was tried.

use crate::accounts::throttle::Count;
use crate::base::Timestamp;
use crate::db::{Result, Source, Tx, sql};

pub async fn find_count<'a>(source: impl Source<'a>, bucket: &str) -> Result<Option<Count>> {
    sql!(read source, optional Count, "SELECT failures, since, blocked_until FROM throttles WHERE bucket = $1", bucket)
}

pub async fn save_count(tx: &mut Tx<'_>, bucket: &str, count: Count) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO throttles (bucket, failures, since, blocked_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (bucket) DO UPDATE SET failures = excluded.failures, since = excluded.since, blocked_until = excluded.blocked_until",
        bucket, count.failures, count.since, count.blocked_until)?;
    Ok(())
}

pub async fn delete_count(tx: &mut Tx<'_>, bucket: &str) -> Result<()> {
    sql!(write tx, execute, "DELETE FROM throttles WHERE bucket = $1", bucket)?;
    Ok(())
}

/// Deletes what nobody counts on any more.
pub async fn delete_old_counts(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    sql!(write tx, execute, "DELETE FROM throttles WHERE since < $1 AND blocked_until < $1", before)
}
