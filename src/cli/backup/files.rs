//! The files of the data folder, other than the database.

use std::io;
use std::path::{Path, PathBuf};

use crate::blobs;

/// A file under the data folder: its name from there, with slashes, and where it is.
pub(super) type Found = (String, PathBuf);

/// All files under a folder in the order of their names; none when it is not there. The database and what SQLite keeps
/// beside it are left out, and so are files that are being uploaded, and links, whose targets are somewhere else.
pub(super) fn under(folder: &Path, database: Option<&Path>) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = match std::fs::read_dir(&next) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        for entry in entries {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && !database.is_some_and(|database| is_of(database, &path))
                && !is_on_its_way(folder, &path)
            {
                let name = path.strip_prefix(folder).map_err(io::Error::other)?.to_str();
                let name = name.ok_or_else(|| io::Error::other(format!("{} is no text", path.display())))?;
                found.push((name.to_owned(), path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file is being uploaded at this moment: no row names it.
fn is_on_its_way(folder: &Path, path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    path.starts_with(folder.join(blobs::FOLDER)) && blobs::is_unfinished(name)
}

/// Whether a file is the database, or one that SQLite keeps beside it.
fn is_of(database: &Path, path: &Path) -> bool {
    let (Some(database_name), Some(name)) = (database.file_name(), path.file_name()) else { return false };
    let same_folder = database.parent().map(full) == path.parent().map(full);
    let rest = name.to_str().zip(database_name.to_str()).and_then(|(name, database)| name.strip_prefix(database));
    same_folder && rest.is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal" | ".restoring"))
}

/// The folder as the system knows it, so that two ways of writing it are equal.
pub(super) fn full(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
