//! Whether each row has its bytes, and all bytes their row.

use std::collections::HashMap;
use std::time::Duration;

use crate::base::Timestamp;
use crate::blobs::{Blobs, Found, shelf_name};
use crate::db::Db;

use super::sizes::{LARGE, SMALL};
use super::store::{self, Kept};

/// Bytes without a row are let be for this long: theirs may be about to be written.
pub(super) const YOUNG: Duration = Duration::from_hours(24);

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    pub files: u64,
    pub bytes: u64,
    /// Names of bytes that are not there, or not all of them.
    pub missing: Vec<String>,
    /// How many bytes have had no row for a day.
    pub orphans: u64,
}

/// Compares every row with the folder, one shelf at a time.
pub async fn inspect(db: &Db, blobs: &Blobs, now: Timestamp) -> anyhow::Result<Inspection> {
    let mut seen = Inspection::default();
    for shelf in 0..=u8::MAX {
        // The folder first: a row that is written meanwhile has bytes that were there before.
        let found = blobs.list(shelf).await?;
        let kept = kept(db, shelf).await?;
        let sizes: HashMap<&str, u64> = found.iter().map(|found| (found.key.as_str(), found.size)).collect();
        for file in &kept {
            seen.files += 1;
            seen.bytes += u64::try_from(file.size).unwrap_or_default();
            let is_whole = sizes.get(file.key.as_str()).copied() == u64::try_from(file.size).ok();
            if !(is_whole && made(file).iter().all(|name| sizes.contains_key(name.as_str())))
                && is_still(db, file).await?
            {
                seen.missing.push(file.key.clone());
            }
        }
        seen.orphans += orphans(&found, &kept, now).count() as u64;
    }
    Ok(seen)
}

/// Whether a row is there that was there before: it may have come after the folder was read, or gone since.
async fn is_still(db: &Db, file: &Kept) -> anyhow::Result<bool> {
    let after = format!("{}0", file.key);
    Ok(!store::list_kept(db, &file.key, &after).await?.is_empty())
}

pub(super) async fn kept(db: &Db, shelf: u8) -> crate::db::Result<Vec<Kept>> {
    let before = shelf.checked_add(1).map_or_else(|| "g".to_owned(), shelf_name);
    store::list_kept(db, &shelf_name(shelf), &before).await
}

/// The names of what was made of a file.
fn made(file: &Kept) -> Vec<String> {
    if file.width == 0 {
        return Vec::new();
    }
    [SMALL, LARGE].iter().map(|side| format!("{}-{side}", file.key)).collect()
}

/// Old bytes without a row.
pub(super) fn orphans<'a>(
    found: &'a [Found],
    kept: &'a [Kept],
    now: Timestamp,
) -> impl Iterator<Item = &'a Found> + use<'a> {
    let before = now.minus(YOUNG);
    let names: std::collections::HashSet<&str> = kept.iter().map(|file| file.key.as_str()).collect();
    let is_known = move |found: &Found| {
        let name = found.key.as_str();
        names.contains(name.split_once('-').map_or(name, |(of, _)| of))
    };
    found.iter().filter(move |found| found.written_at < before && !is_known(found))
}
