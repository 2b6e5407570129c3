//! Floor 2: the bytes of files, in a folder of this computer.
//!
//! Owns what is under `files/` in the data folder. What must always hold: bytes are written under a name of their own that
//! is never used twice, and are on the disk (the file, and its name in the folder) before [`Incoming::finish`] returns, so
//! that a row which names them can be committed; what is not finished leaves nothing; bytes stream both ways, a piece at a
//! time, and a slow reader or writer holds one piece and no open file; nothing is removed while a backup copies. What the
//! bytes mean is said by the rows of other rooms: this one records nothing.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::{Error as StoreError, MultipartUpload, ObjectStore, ObjectStoreExt as _};
use rustix::fs::{FlockOperation, flock};
use sha2::{Digest as _, Sha256};

use crate::base::{Rng, Timestamp};

/// The folder under the data folder.
pub const FOLDER: &str = "files";
/// What is written and read at a time, in bytes.
const PIECE: usize = 256 * 1024;

/// Why bytes could not be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the folder of files: {0}")]
    Folder(#[from] io::Error),
    #[error("the files: {0}")]
    Store(#[from] StoreError),
}

type Result<T, E = Error> = std::result::Result<T, E>;

/// The name of some bytes: 32 hexadecimal digits, and for what was made of them a suffix.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// A name that nothing has had.
    pub fn new(rng: &Rng) -> Self {
        Self(format!("{:032x}", rng.u128()))
    }

    /// A name as a row holds it.
    pub fn named(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name of something made of these bytes.
    #[must_use]
    pub fn made(&self, what: u32) -> Self {
        Self(format!("{}-{what}", self.0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn path(&self) -> object_store::path::Path {
        let first: String = self.0.chars().take(2).collect();
        object_store::path::Path::from_iter([first.as_str(), self.0.as_str()])
    }
}

/// Some bytes in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub key: Key,
    pub size: u64,
    pub written_at: Timestamp,
}

/// Bytes that have been written whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub size: u64,
    /// In lower-case hexadecimal.
    pub sha256: String,
}

/// The bytes of files; cheap to clone.
#[derive(Clone)]
pub struct Blobs(Arc<Inner>);

struct Inner {
    store: LocalFileSystem,
    folder: PathBuf,
}

impl Blobs {
    /// Opens the folder of files under the data folder, and makes it when it is not there.
    pub fn open(data_dir: &Path) -> Result<Self> {
        let folder = data_dir.join(FOLDER);
        let mut builder = std::fs::DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700).create(&folder)?;
        let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        Ok(Self(Arc::new(Inner { store, folder })))
    }

    /// Begins to write bytes. Dropped unfinished, they leave nothing.
    pub async fn create(&self, key: &Key) -> Result<Incoming> {
        let upload = self.0.store.put_multipart(&key.path()).await?;
        Ok(Incoming { upload, waiting: BytesMut::with_capacity(PIECE), size: 0, digest: Sha256::new() })
    }

    /// Writes bytes that are in memory.
    pub async fn put(&self, key: &Key, bytes: Vec<u8>) -> Result<()> {
        self.0.store.put(&key.path(), bytes.into()).await?;
        Ok(())
    }

    /// Bytes as a stream, a piece at a time. Between pieces nothing is open.
    pub fn read(&self, key: &Key, range: Range<u64>) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
        let (blobs, path) = (self.clone(), key.path());
        stream::try_unfold(range, move |left| {
            let (blobs, path) = (blobs.clone(), path.clone());
            async move {
                if left.is_empty() {
                    return Ok(None);
                }
                let end = left.end.min(left.start.saturating_add(PIECE as u64));
                let piece = blobs.0.store.get_range(&path, left.start..end).await?;
                Ok(Some((piece, end..left.end)))
            }
        })
    }

    /// All of some bytes; for small ones.
    pub async fn read_whole(&self, key: &Key) -> Result<Bytes> {
        Ok(self.0.store.get(&key.path()).await?.bytes().await?)
    }

    /// Removes bytes; those that are not there are fine.
    pub async fn delete(&self, key: &Key) -> Result<()> {
        match self.0.store.delete(&key.path()).await {
            Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// What is on one of the 256 shelves: all whose names begin with one byte.
    pub async fn list(&self, first: u8) -> Result<Vec<Found>> {
        let prefix = object_store::path::Path::from(shelf_name(first));
        let listed = self.0.store.list(Some(&prefix)).map_ok(|meta| Found {
            key: Key(meta.location.filename().unwrap_or_default().to_owned()),
            size: meta.size,
            written_at: Timestamp(meta.last_modified.timestamp_micros()),
        });
        Ok(listed.try_collect().await?)
    }

    /// Removes what was being written to a shelf before `before` and was never finished: a killed server leaves such. Gives
    /// how many there were.
    pub async fn clean(&self, first: u8, before: Timestamp) -> Result<u64> {
        let folder = self.0.folder.join(shelf_name(first));
        let cleaned = tokio::task::spawn_blocking(move || clean(&folder, before));
        Ok(cleaned.await.map_err(io::Error::other)??)
    }

    /// The right to remove, while no backup copies; nothing when one does.
    pub fn removing(&self) -> Result<Option<Held>> {
        held(&self.0.folder, FlockOperation::NonBlockingLockShared)
    }
}

/// The name of a shelf.
pub fn shelf_name(shelf: u8) -> String {
    format!("{shelf:02x}")
}

fn clean(folder: &Path, before: Timestamp) -> io::Result<u64> {
    let mut cleaned = 0;
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        if is_unfinished(&entry.file_name().to_string_lossy()) && written_at(&entry.metadata()?) < before {
            std::fs::remove_file(entry.path())?;
            cleaned += 1;
        }
    }
    Ok(cleaned)
}

fn written_at(found: &std::fs::Metadata) -> Timestamp {
    use std::os::unix::fs::MetadataExt as _;
    Timestamp(found.mtime().saturating_mul(1_000_000).saturating_add(found.mtime_nsec() / 1_000))
}

/// Whether a name is that of bytes still being written: what `object_store` calls them until they are whole.
pub fn is_unfinished(name: &str) -> bool {
    name.rsplit_once('#').is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// A lock on the folder, until it is dropped.
#[derive(Debug)]
pub struct Held(#[expect(dead_code, reason = "closing it is what ends the lock")] File);

/// Keeps everything where it is while a backup copies; nothing when somebody removes at this moment, or there is no folder.
pub fn hold_still(data_dir: &Path) -> Result<Option<Held>> {
    match held(&data_dir.join(FOLDER), FlockOperation::NonBlockingLockExclusive) {
        Err(Error::Folder(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other,
    }
}

fn held(folder: &Path, how: FlockOperation) -> Result<Option<Held>> {
    let folder = File::open(folder)?;
    match flock(&folder, how) {
        Ok(()) => Ok(Some(Held(folder))),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(Error::Folder(error.into())),
    }
}

/// Bytes on their way in.
pub struct Incoming {
    upload: Box<dyn MultipartUpload>,
    waiting: BytesMut,
    size: u64,
    digest: Sha256,
}

impl Incoming {
    /// Takes some bytes; returns when there is room for more.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.digest.update(bytes);
        self.size += bytes.len() as u64;
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush().await?;
        }
        Ok(())
    }

    /// How many bytes have come.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Returns when all of it, and its name, are on the disk.
    pub async fn finish(mut self) -> Result<Written> {
        self.flush().await?;
        self.upload.complete().await?;
        Ok(Written { size: self.size, sha256: data_encoding::HEXLOWER.encode(&self.digest.finalize()) })
    }

    /// Forgets all of it; returns when nothing is left.
    pub async fn discard(mut self) -> Result<()> {
        Ok(self.upload.abort().await?)
    }

    async fn flush(&mut self) -> Result<()> {
        if !self.waiting.is_empty() {
            let piece = std::mem::replace(&mut self.waiting, BytesMut::with_capacity(PIECE)).freeze();
            self.upload.put_part(piece.into()).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn whole(blobs: &Blobs, key: &Key, range: Range<u64>) -> Vec<u8> {
        let pieces: Vec<Bytes> = blobs.read(key, range).try_collect().await.unwrap();
        pieces.concat()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        for shelf in std::fs::read_dir(folder.join(FOLDER)).unwrap() {
            for file in std::fs::read_dir(shelf.unwrap().path()).unwrap() {
                names.push(file.unwrap().file_name().into_string().unwrap());
            }
        }
        names.sort();
        names
    }

    #[tokio::test]
    async fn bytes_come_back_as_they_went_in() {
        let folder = tempfile::tempdir().unwrap();
        let (blobs, key) = (Blobs::open(folder.path()).unwrap(), Key::new(&Rng::repeatable(1)));
        let bytes: Vec<u8> = (0..700_001u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let mut incoming = blobs.create(&key).await.unwrap();
        for piece in bytes.chunks(10_007) {
            incoming.write(piece).await.unwrap();
        }
        let written = incoming.finish().await.unwrap();
        assert_eq!((written.size, written.sha256.len()), (700_001, 64));
        assert_eq!(whole(&blobs, &key, 0..700_001).await, bytes);
        assert_eq!(whole(&blobs, &key, 262_143..262_146).await, bytes[262_143..262_146]);
        assert_eq!(whole(&blobs, &key, 5..5).await, b"");
        blobs.put(&key.made(480), b"small".to_vec()).await.unwrap();
        assert_eq!(blobs.read_whole(&key.made(480)).await.unwrap(), &b"small"[..]);
        let shelf = u8::from_str_radix(&key.as_str()[..2], 16).unwrap();
        let mut sizes: Vec<u64> = blobs.list(shelf).await.unwrap().into_iter().map(|found| found.size).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [5, 700_001]);
        for key in [&key, &key, &key.made(480)] {
            blobs.delete(key).await.unwrap();
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
        assert!(whole_fails(&blobs, &key).await);
    }

    async fn whole_fails(blobs: &Blobs, key: &Key) -> bool {
        blobs.read(key, 0..5).try_collect::<Vec<Bytes>>().await.is_err()
    }

    #[tokio::test]
    async fn what_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (blobs, key) = (Blobs::open(folder.path()).unwrap(), Key::new(&Rng::repeatable(2)));
        let mut incoming = blobs.create(&key).await.unwrap();
        incoming.write(&vec![7; PIECE + 1]).await.unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        let shelf = u8::from_str_radix(&key.as_str()[..2], 16).unwrap();
        assert!(blobs.list(shelf).await.unwrap().is_empty(), "what is not whole is not listed");
        let in_use = names(folder.path());
        assert!(is_unfinished(&in_use[0]), "{in_use:?}");
        assert_eq!(blobs.clean(shelf, Timestamp(0)).await.unwrap(), 0, "nor cleaned while it is young");
        std::mem::forget(incoming); // a killed server
        assert_eq!(blobs.clean(shelf, Timestamp(i64::MAX)).await.unwrap(), 1);
        let mut second = blobs.create(&key).await.unwrap();
        second.write(b"x").await.unwrap();
        drop(second);
        for _ in 0..500 {
            if names(folder.path()).is_empty() {
                return;
            }
            tokio::task::yield_now().await;
            std::thread::yield_now();
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_removed_while_a_backup_copies() {
        let folder = tempfile::tempdir().unwrap();
        assert!(hold_still(folder.path()).unwrap().is_none(), "there is nothing to hold");
        let blobs = Blobs::open(folder.path()).unwrap();
        let (one, two) = (blobs.removing().unwrap(), blobs.removing().unwrap());
        assert!(one.is_some() && two.is_some() && hold_still(folder.path()).unwrap().is_none());
        drop((one, two));
        let backup = hold_still(folder.path()).unwrap();
        assert!(backup.is_some() && blobs.removing().unwrap().is_none());
        drop(backup);
        assert!(blobs.removing().unwrap().is_some());
    }
}
