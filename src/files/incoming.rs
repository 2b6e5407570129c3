//! Files on their way in: streamed to the disk, looked at, and pictures made of those that are.

use super::media::HEAD;
use super::sizes::{self, LARGE, SMALL};
use super::store;
use super::{Files, Media, clean_name, size_words};
use crate::base::{PersonId, Rng};
use crate::blobs::{Incoming, Key, Written};
use crate::db::Db;
use crate::i18n::Tr;
use crate::pictures::NoPicture;
use crate::web::{FilePart, WebError};

/// The largest file that pictures are made of, in bytes: it is in memory for a moment.
const PICTURE_BYTES: u64 = 32 * 1024 * 1024;
/// How much of a file that is too large is read and thrown away: a browser that may send all it wants to is sure to see why.
const DRAIN: u64 = 16 * 1024 * 1024;

/// Why a file was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoFile {
    #[error("empty")]
    Empty,
    #[error("more than {max} bytes")]
    TooLarge { max: i64 },
    #[error("no room left in the person's quota")]
    QuotaFull { quota: i64 },
    #[error("a picture of more pixels than are decoded")]
    TooManyPixels,
    #[error("more files than a post takes")]
    TooMany { max: i64 },
}

impl NoFile {
    /// What to tell the visitor.
    pub fn sentence(self, t: &Tr, name: &str) -> String {
        match self {
            Self::Empty => t.f1("files-empty", "name", name),
            Self::TooLarge { max } => t.f2("files-too-large", "name", name, "max", size_words(t, max)),
            Self::QuotaFull { quota } => t.f2("files-quota-full", "name", name, "quota", size_words(t, quota)),
            Self::TooManyPixels => t.f1("files-too-many-pixels", "name", name),
            Self::TooMany { max } => t.f2("files-too-many", "name", name, "max", max),
        }
    }
}

/// A file whose bytes are on the disk and that has no row yet.
#[derive(Clone, Debug)]
pub struct Uploaded {
    pub key: Key,
    pub name: String,
    pub size: i64,
    pub sha256: String,
    pub media: Media,
    /// Of a picture that can be shown; otherwise 0.
    pub width: i64,
    pub height: i64,
}

impl Files {
    /// Takes one file of a form. The inner error is for the person; of a file that goes on and on the rest is unread then.
    ///
    /// Errors: the form broke off, or a fault of the house; nothing stays of it then.
    pub async fn receive(
        &self,
        (db, rng): (&Db, &Rng),
        person: PersonId,
        part: &mut FilePart,
    ) -> Result<Result<Uploaded, NoFile>, WebError> {
        let limits = self.limits();
        let left = limits.quota_bytes() - store::bytes_of(db, person).await?;
        let key = Key::new(rng);
        let mut incoming = self.blobs().create(&key).await.map_err(fault)?;
        let most = limits.max_bytes().min(left.max(0));
        let Some(head) = stream_in(part, &mut incoming, u64::try_from(most).unwrap_or_default()).await? else {
            incoming.discard().await.map_err(fault)?;
            let is_quota = left < limits.max_bytes();
            let quota = NoFile::QuotaFull { quota: limits.quota_bytes() };
            return Ok(Err(if is_quota { quota } else { NoFile::TooLarge { max: limits.max_bytes() } }));
        };
        if incoming.size() == 0 {
            incoming.discard().await.map_err(fault)?;
            return Ok(Err(NoFile::Empty));
        }
        let written = incoming.finish().await.map_err(fault)?;
        self.look_at(key, clean_name(part.name()), written, Media::of(&head)).await
    }

    /// Makes the pictures of a picture. What only begins like one stays, as bytes.
    async fn look_at(
        &self,
        key: Key,
        name: String,
        written: Written,
        media: Media,
    ) -> Result<Result<Uploaded, NoFile>, WebError> {
        let size = i64::try_from(written.size).unwrap_or(i64::MAX);
        let mut file = Uploaded { key, name, size, sha256: written.sha256, media, width: 0, height: 0 };
        if !media.is_picture() || written.size > PICTURE_BYTES {
            return Ok(Ok(file));
        }
        let turn = self.0.studio.turn().await?;
        let bytes = self.blobs().read_whole(&file.key).await.map_err(fault)?;
        match turn.make(move || sizes::make(&bytes)).await? {
            Ok(made) => {
                self.blobs().put(&file.key.made(SMALL), made.small).await.map_err(fault)?;
                self.blobs().put(&file.key.made(LARGE), made.large).await.map_err(fault)?;
                (file.width, file.height) = (i64::from(made.width), i64::from(made.height));
                Ok(Ok(file))
            }
            Err(NoPicture::TooManyPixels) => {
                self.discard(&file).await;
                Ok(Err(NoFile::TooManyPixels))
            }
            Err(NoPicture::Unreadable | NoPicture::TooSmall) => {
                file.media = Media::Bytes;
                Ok(Ok(file))
            }
        }
    }

    /// Removes the bytes of a file that gets no row. What cannot be removed now goes with the next sweep.
    pub async fn discard(&self, file: &Uploaded) {
        self.remove(&file.key).await;
    }

    /// Removes the bytes under a name, and what was made of them.
    pub async fn remove(&self, key: &Key) {
        // A backup that copies at this moment may hold their row.
        let Ok(Some(_right)) = self.blobs().removing() else { return };
        for key in [key.clone(), key.made(SMALL), key.made(LARGE)] {
            if let Err(error) = self.blobs().delete(&key).await {
                tracing::warn!(%error, "the bytes of a file stay until the next sweep");
            }
        }
    }
}

/// Streams a file to the disk; gives its first bytes, or nothing when it has more than `most`.
async fn stream_in(part: &mut FilePart, to: &mut Incoming, most: u64) -> Result<Option<Vec<u8>>, WebError> {
    let mut head = Vec::new();
    while let Some(bytes) = part.chunk().await? {
        if to.size() + bytes.len() as u64 > most {
            drain(part).await?;
            return Ok(None);
        }
        if let Some(more) = bytes.get(..bytes.len().min(HEAD - head.len())) {
            head.extend_from_slice(more);
        }
        to.write(&bytes).await.map_err(fault)?;
    }
    Ok(Some(head))
}

/// Reads on, and throws it away; gives up on what goes on and on.
async fn drain(part: &mut FilePart) -> Result<(), WebError> {
    let mut seen = 0;
    while seen <= DRAIN
        && let Some(bytes) = part.chunk().await?
    {
        seen += bytes.len() as u64;
    }
    Ok(())
}

fn fault(error: crate::blobs::Error) -> WebError {
    WebError::Internal(error.into())
}
