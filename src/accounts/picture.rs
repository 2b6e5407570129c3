//! Pictures of people: decoded within tight limits, cut square, written anew in two sizes.
//!
//! What a file says of itself is not believed: its first bytes say what it is, its head how large, before anything of it is
//! decoded. Nothing of the file stays: no place where it was taken, no second image behind the first.

use std::io::Cursor;
use std::sync::Arc;

use anyhow::Context as _;
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

/// The sides of the two squares, in pixels.
pub const SMALL: u32 = 96;
pub const LARGE: u32 = 320;
/// The longest side of a picture that is taken.
const MAX_SIDE: u32 = 10_000;
/// The most pixels: three bytes each while it is decoded, one picture at a time.
const MAX_PIXELS: u64 = 40_000_000;
const MAX_ALLOC: u64 = 192 * 1024 * 1024;
/// The smallest side that makes a picture.
const MIN_SIDE: u32 = 48;
const QUALITY: u8 = 84;

/// A picture ready to be kept: two JPEG files.
pub struct Picture {
    pub small: Vec<u8>,
    pub large: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} + {} bytes)", self.small.len(), self.large.len())
    }
}

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

/// Makes pictures, one at a time: each takes a lot of memory for a moment.
#[derive(Clone)]
pub struct Studio(Arc<Semaphore>);

impl Default for Studio {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Studio {
    /// The picture in a file. The error inside is for the person, the one outside a fault of the house.
    pub async fn make(&self, file: Bytes) -> anyhow::Result<Result<Picture, NoPicture>> {
        let permit = Arc::clone(&self.0).acquire_owned().await?;
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            make(&file)
        });
        task.await.context("a picture was not made")
    }
}

fn make(file: &[u8]) -> Result<Picture, NoPicture> {
    let square = square(&decode(file)?);
    let write = |side: u32| {
        let mut bytes = Vec::new();
        let resized = flat(&square.resize_exact(side, side, FilterType::CatmullRom));
        let written = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&resized);
        written.map(|()| bytes).map_err(|_| NoPicture::Unreadable)
    };
    Ok(Picture { small: write(SMALL)?, large: write(LARGE)? })
}

/// The picture upright. Its size is known before its pixels are.
fn decode(file: &[u8]) -> Result<DynamicImage, NoPicture> {
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
    if width.min(height) < MIN_SIDE {
        return Err(NoPicture::TooSmall);
    }
    let orientation = decoder.orientation().map_err(|error| why(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn why(error: &image::ImageError) -> NoPicture {
    if matches!(error, image::ImageError::Limits(_)) { NoPicture::TooManyPixels } else { NoPicture::Unreadable }
}

/// The middle of a picture; of a tall one, where faces are, a little above it.
fn square(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 3, side, side)
}

/// On white: what is seen through is not black.
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

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn read(bytes: &[u8]) -> DynamicImage {
        image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap()
    }

    #[test]
    fn a_picture_becomes_two_squares() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(400, 300, Rgb([200, 20, 20])));
            let made = make(&file(&picture, format)).unwrap();
            let (small, large) = (read(&made.small), read(&made.large));
            assert_eq!((small.width(), small.height(), large.width(), large.height()), (96, 96, 320, 320));
            let Rgb([red, green, _]) = *large.to_rgb8().get_pixel(160, 160);
            assert!(red > 190 && green < 40, "{format:?}: {red} {green}");
            assert!(made.small.len() < 4_000 && made.large.len() < 20_000, "{made:?}");
        }
    }

    #[test]
    fn what_is_seen_through_is_white() {
        let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(100, 100, Rgba([0, 0, 0, 0])));
        let made = make(&file(&glass, ImageFormat::Png)).unwrap();
        assert!(read(&made.small).to_rgb8().pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
    }

    /// A PNG that says it is of a size, with next to nothing in it.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = file(&DynamicImage::new_luma8(1, 1), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    /// The checksum of PNG's chunks (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
    }

    #[test]
    fn bombs_are_refused_by_their_head() {
        for (width, height) in
            [(10_000, 10_000), (30_000, 30_000), (u32::from(u16::MAX), 2), (1, 100_000), (6_400, 6_400)]
        {
            assert_eq!(make(&bomb(width, height)).unwrap_err(), NoPicture::TooManyPixels, "{width} × {height}");
        }
        assert_eq!(make(&bomb(40, 4_000)).unwrap_err(), NoPicture::TooSmall);
        assert_eq!(make(&bomb(400, 400)).unwrap_err(), NoPicture::Unreadable, "and what has no pixels");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
        let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
        let whole = file(&DynamicImage::new_rgb8(200, 200), ImageFormat::Jpeg);
        let cut = &whole[..20];
        for bytes in [&b""[..], b"x", svg, gif, b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"%PDF-1.7", cut] {
            assert_eq!(make(bytes).unwrap_err(), NoPicture::Unreadable, "{bytes:?}");
        }
    }
}
