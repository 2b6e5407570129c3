//! What an archive says of itself.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The format this program writes; it reads this one and all before.
pub(super) const FORMAT: u32 = 1;
/// The first member: what kind of archive this is.
pub(super) const ABOUT: &str = "about.json";
/// The last member: without it the archive is not whole.
pub(super) const MANIFEST: &str = "manifest.json";
/// Where the settings stand, without secrets; for the eyes of whoever restores.
pub(super) const SETTINGS: &str = "settings.txt";

/// The first member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// Always `prassi-backup`.
    pub what: String,
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// RFC 3339, UTC.
    pub at: String,
}

/// The last member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub about: About,
    /// `sqlite` or `postgresql`: where it was taken. It can be restored into either.
    pub engine: String,
    /// The number of the newest migration.
    pub schema: i64,
    /// The number of the newest event.
    pub journal: i64,
    pub tables: Vec<TableEntry>,
    pub files: FilesEntry,
    /// The digest of the settings.
    pub settings: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TableEntry {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: u64,
    /// SHA-256 over the lines of all its members, in hexadecimal.
    pub sha256: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FilesEntry {
    pub count: u64,
    pub bytes: u64,
    /// SHA-256 over one line for each file, in order: its own SHA-256, its length, its name.
    pub sha256: String,
}

/// The digest of all files, one after the other.
#[derive(Default)]
pub(super) struct Files {
    count: u64,
    bytes: u64,
    all: Sha256,
}

impl Files {
    pub(super) fn add(&mut self, name: &str, bytes: u64, digest: &str) {
        self.count += 1;
        self.bytes += bytes;
        self.all.update(format!("{digest} {bytes} {name}\n"));
    }

    pub(super) fn entry(self) -> FilesEntry {
        FilesEntry { count: self.count, bytes: self.bytes, sha256: hex(self.all) }
    }
}

/// A digest as it is written.
pub(super) fn hex(digest: Sha256) -> String {
    data_encoding::HEXLOWER.encode(&digest.finalize())
}
