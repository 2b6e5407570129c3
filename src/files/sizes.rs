//! Pictures in posts: written anew in two sizes.

use bytes::Bytes;

use crate::pictures::{self, NoPicture};

/// The longest sides of the two pictures, in pixels.
pub const SMALL: u32 = 480;
pub const LARGE: u32 = 1280;

/// A picture ready to be shown.
pub(super) struct Sizes {
    /// Of the picture as it came, upright.
    pub width: u32,
    pub height: u32,
    pub small: Vec<u8>,
    pub large: Vec<u8>,
}

/// The two sizes of the picture in a file.
pub(super) fn make(file: &Bytes) -> Result<Sizes, NoPicture> {
    let picture = pictures::decode(file, 1)?;
    let large = pictures::fit(&picture, LARGE);
    let (width, height) = (picture.width(), picture.height());
    drop(picture);
    Ok(Sizes { width, height, small: pictures::write(&pictures::fit(&large, SMALL))?, large: pictures::write(&large)? })
}
