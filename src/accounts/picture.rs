//! Pictures of people: cut square, written anew in two sizes.

use bytes::Bytes;
use image::DynamicImage;

pub use crate::pictures::NoPicture;
use crate::pictures::{self, Studio as Maker};

/// The sides of the two squares, in pixels.
pub const SMALL: u32 = 96;
pub const LARGE: u32 = 320;
/// The smallest side that makes a picture.
const MIN_SIDE: u32 = 48;

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

/// Makes pictures of people.
#[derive(Clone, Default)]
pub struct Studio(Maker);

impl Studio {
    /// The picture in a file. The error inside is for the person, the one outside a fault of the house.
    pub async fn make(&self, file: Bytes) -> anyhow::Result<Result<Picture, NoPicture>> {
        self.0.make(move || make(&file)).await
    }

    /// Where all pictures of the house are made, one at a time.
    pub fn maker(&self) -> Maker {
        self.0.clone()
    }
}

fn make(file: &[u8]) -> Result<Picture, NoPicture> {
    let square = square(&pictures::decode(file, MIN_SIDE)?);
    let write = |side: u32| pictures::write(&pictures::stretch(&square, side, side));
    Ok(Picture { small: write(SMALL)?, large: write(LARGE)? })
}

/// The middle of a picture; of a tall one, where faces are, a little above it.
fn square(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 3, side, side)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

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
