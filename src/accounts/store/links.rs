//! Links with a secret; only digests are here.

use crate::base::{EmailChangeId, PersonId, Timestamp, text_enum};
use crate::db::{Result, Source, Tx, sql};

text_enum! {
    /// What a link opens.
    pub enum Purpose {
        Invitation = "invitation",
        NewPassword = "new_password",
        /// Proves that a new address receives letters.
        NewEmail = "new_email",
        /// Lets the old address agree or stop.
        OldEmail = "old_email",
    }
}

pub async fn insert_link(
    tx: &mut Tx<'_>,
    digest: &str,
    purpose: Purpose,
    subject: i64,
    expires_at: Timestamp,
) -> Result<()> {
    sql!(write tx, execute,
        "INSERT INTO link_tokens (digest, purpose, subject_id, expires_at) VALUES ($1, $2, $3, $4)",
        digest, purpose, subject, expires_at)?;
    Ok(())
}

/// What a link is about, and until when.
pub async fn find_link<'a>(
    source: impl Source<'a>,
    digest: &str,
    purpose: Purpose,
) -> Result<Option<(i64, Timestamp)>> {
    sql!(read source, optional (i64, Timestamp),
        "SELECT subject_id, expires_at FROM link_tokens WHERE digest = $1 AND purpose = $2", digest, purpose)
}

/// Makes every link about a change of address worthless.
pub async fn delete_email_links(tx: &mut Tx<'_>, change: EmailChangeId) -> Result<()> {
    sql!(write tx, execute, "DELETE FROM link_tokens WHERE purpose IN ('new_email', 'old_email') AND subject_id = $1", change)?;
    Ok(())
}

/// Makes every link to a new password of this person worthless.
pub async fn delete_password_links(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    sql!(write tx, execute, "DELETE FROM link_tokens WHERE purpose = $1 AND subject_id = $2", Purpose::NewPassword, person)?;
    Ok(())
}
