//! What a file is, by its first bytes. A small table of what offices send; all else is bytes.
//!
//! Own code: the crates for this know hundreds of kinds, executables and scripts among them, and what is not in this list
//! must come down as bytes anyway.

use crate::base::text_enum;

text_enum! {
    /// What the bytes of a file are; the word is the media type that a download says (RFC 6838).
    pub enum Media {
        Jpeg = "image/jpeg",
        Png = "image/png",
        Webp = "image/webp",
        Gif = "image/gif",
        Pdf = "application/pdf",
        Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        OpenText = "application/vnd.oasis.opendocument.text",
        OpenSheet = "application/vnd.oasis.opendocument.spreadsheet",
        OpenSlides = "application/vnd.oasis.opendocument.presentation",
        Zip = "application/zip",
        SevenZip = "application/x-7z-compressed",
        Gzip = "application/gzip",
        /// Word, Excel and letters of before 2007.
        Ole = "application/x-ole-storage",
        Mp4 = "video/mp4",
        QuickTime = "video/quicktime",
        M4a = "audio/mp4",
        /// Photos as telephones keep them: nothing here decodes them.
        Heic = "image/heic",
        Avif = "image/avif",
        /// Letters and anything else that is text without marks of its own. HTML and SVG too: nothing runs them.
        Text = "text/plain",
        Bytes = "application/octet-stream",
    }
}

/// How much of a file is looked at, in bytes.
pub(super) const HEAD: usize = 4096;

const STARTS: &[(&[u8], Media)] = &[
    (b"\xff\xd8\xff", Media::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Media::Png),
    (b"GIF87a", Media::Gif),
    (b"GIF89a", Media::Gif),
    (b"%PDF-", Media::Pdf),
    (b"7z\xbc\xaf\x27\x1c", Media::SevenZip),
    (b"\x1f\x8b", Media::Gzip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Media::Ole),
];

impl Media {
    /// What bytes are that begin with `head`.
    pub(super) fn of(head: &[u8]) -> Self {
        if let Some((_, media)) = STARTS.iter().find(|(start, _)| head.starts_with(start)) {
            return *media;
        }
        match head {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Webp,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => of_zip(head),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => of_brand(brand),
            _ if is_text(head) => Self::Text,
            _ => Self::Bytes,
        }
    }

    /// Whether it can be decoded and shown.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// The header of a download.
    pub(super) fn content_type(self) -> &'static str {
        if self == Self::Text { "text/plain; charset=utf-8" } else { self.as_str() }
    }
}

/// Videos, sound and photos share one container, which begins with what it is for (ISO/IEC 14496-12, 4.3).
fn of_brand(brand: &[u8]) -> Media {
    match brand.get(..4) {
        Some(
            b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"M4V " | b"MSNV",
        ) => Media::Mp4,
        Some(b"qt  ") => Media::QuickTime,
        Some(b"M4A " | b"M4B ") => Media::M4a,
        Some(b"heic" | b"heix" | b"heim" | b"heis") => Media::Heic,
        Some(b"avif" | b"avis") => Media::Avif,
        _ => Media::Bytes,
    }
}

/// Documents of offices are archives whose first members say which.
fn of_zip(head: &[u8]) -> Media {
    let has = |name: &str| head.windows(name.len()).any(|window| window == name.as_bytes());
    for media in [Media::OpenText, Media::OpenSheet, Media::OpenSlides] {
        if has(&format!("mimetype{}", media.as_str())) {
            return media;
        }
    }
    match has("[Content_Types].xml") {
        true if has("word/") => Media::Word,
        true if has("xl/") => Media::Excel,
        true if has("ppt/") => Media::PowerPoint,
        _ => Media::Zip,
    }
}

fn is_text(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(text) => text,
        // a character may be cut at the end of the head, and only there
        Err(error) if head.len() == HEAD && error.error_len().is_none() => {
            head.get(..error.valid_up_to()).and_then(|start| std::str::from_utf8(start).ok()).unwrap_or("\0")
        }
        Err(_) => return false,
    };
    !whole.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is() {
        let odt = b"PK\x03\x04\x14\0\0\x08\0\0\0\0\0\0^\xc62\x0c'\0\0\0'\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text";
        let docx = b"PK\x03\x04\x14\0\x06\0[Content_Types].xml .. PK\x03\x04 word/document.xml";
        let cut = [vec![b'a'; HEAD - 1], vec![0xc3]].concat();
        for (head, media) in [
            (&b""[..], Media::Text),
            (b"\xff\xd8\xff\xe0", Media::Jpeg),
            (b"RIFF\0\0\0\0WEBPVP8 ", Media::Webp),
            (b"%PDF-1.7", Media::Pdf),
            (odt, Media::OpenText),
            (docx, Media::Word),
            (b"PK\x03\x04", Media::Zip),
            (b"\0\0\0\x18ftypmp42", Media::Mp4),
            (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", Media::Mp4),
            (b"\0\0\0\x24ftypheic\0\0\0\0mif1MiHEmiafheic", Media::Heic),
            (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", Media::Avif),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Media::QuickTime),
            (b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom", Media::M4a),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", Media::Bytes),
            (b"\0\0\0\x18ftyp", Media::Bytes),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", Media::Text),
            (b"<!DOCTYPE html><script>1</script>", Media::Text),
            (b"MZ\x90\0", Media::Bytes),
            (b"\xff\xfe\0", Media::Bytes),
            (cut.as_slice(), Media::Text),
            (&cut[1..], Media::Bytes),
        ] {
            assert_eq!(Media::of(head), media, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
