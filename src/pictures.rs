//! Floor 1: pictures, decoded within tight limits and written anew.
//!
//! Owns no table. What must always hold: what a file says of itself is not believed, its first bytes say what it is and its
//! head how large, before anything of it is decoded; nothing of the file stays in what is written: no place where it was
//! taken, no second image behind the first; one picture is made at a time in the whole house.

use std::io::Cursor;
use std::sync::Arc;

use anyhow::Context as _;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The longest side of a picture that is taken.
const MAX_SIDE: u32 = 10_000;
/// The most pixels: three bytes each while it is decoded, one picture at a time.
const MAX_PIXELS: u64 = 40_000_000;
const MAX_ALLOC: u64 = 192 * 1024 * 1024;
const QUALITY: u8 = 84;

/// Why a file becomes no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoPicture {
    /// No JPEG, PNG or WebP, or a broken one.
    #[error("not a picture that can be read")]
    Unreadable,
    #[error("more pixels than are decoded")]
    TooManyPixels,
    #[error("too small to be seen")]
    TooSmall,
}

/// Where pictures are made, one at a time: each takes a lot of memory for a moment.
#[derive(Clone)]
pub struct Studio(Arc<Semaphore>);

impl Default for Studio {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

/// A turn to make a picture; the next one's when it has been made.
pub struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Studio {
    /// Runs what makes a picture when it is its turn.
    ///
    /// Errors: the work panicked, a fault of the house.
    pub async fn make<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
        self.turn().await?.make(work).await
    }

    /// Waits for a turn: what a large picture is made of is read after this, so that those who wait hold none in memory.
    pub async fn turn(&self) -> anyhow::Result<Turn> {
        Ok(Turn { _permit: Arc::clone(&self.0).acquire_owned().await? })
    }
}

impl Turn {
    /// Runs what makes a picture, on a thread that may take its time.
    ///
    /// Errors: the work panicked, a fault of the house.
    pub async fn make<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
        let task = tokio::task::spawn_blocking(move || {
            let _turn = self;
            work()
        });
        task.await.context("a picture was not made")
    }
}

/// The picture in a file, upright. Its size is known before its pixels are; `least` is the smallest side that is taken.
pub fn decode(file: &[u8], least: u32) -> Result<DynamicImage, NoPicture> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| NoPicture::Unreadable)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(NoPicture::Unreadable);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(NoPicture::TooManyPixels);
    }
    if width.min(height) < least {
        return Err(NoPicture::TooSmall);
    }
    let orientation = decoder.orientation().map_err(|error| why(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    if orientation != Orientation::NoTransforms {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

fn why(error: &image::ImageError) -> NoPicture {
    if matches!(error, image::ImageError::Limits(_)) { NoPicture::TooManyPixels } else { NoPicture::Unreadable }
}

/// A picture as a JPEG file, on white: what is seen through is not black.
pub fn write(picture: &DynamicImage) -> Result<Vec<u8>, NoPicture> {
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&flat(picture));
    written.map(|()| bytes).map_err(|_| NoPicture::Unreadable)
}

/// A picture no larger than `side` either way, its proportions kept; a smaller one stays as it is.
pub fn fit(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture.clone();
    }
    picture.resize(side, side, FilterType::CatmullRom)
}

/// A picture of exactly these sides.
pub fn stretch(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    picture.resize_exact(width, height, FilterType::CatmullRom)
}

fn flat(picture: &DynamicImage) -> RgbImage {
    let pixels = picture.to_rgba8();
    let mut flat = RgbImage::new(pixels.width(), pixels.height());
    for (to, from) in flat.pixels_mut().zip(pixels.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over = |colour: u8| {
            let mixed = u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    flat
}
