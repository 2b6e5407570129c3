//! The words of files: no I/O.

use crate::base::{FileId, text_enum};
use crate::i18n::{Lang, Tr};

text_enum! {
    /// What has become of a file.
    pub enum FileState {
        /// It waits in its owner's draft.
        Waiting = "waiting",
        /// It is in a post.
        Attached = "attached",
        /// Its post was deleted, which can be undone for a while.
        Hidden = "hidden",
        /// It was taken out of its post.
        Removed = "removed",
    }
}

/// A file that a form names, with what it shows in words for who does not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub id: FileId,
    pub alt: String,
}

const UNITS: [&str; 3] = ["kB", "MB", "GB"];

/// How large a file is, in words: thousands of bytes, as file managers count today.
pub fn size_words(t: &Tr, bytes: i64) -> String {
    let bytes = bytes.max(0);
    if bytes < 1000 {
        return format!("{bytes}\u{a0}byte");
    }
    // in tenths of a unit
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        (tenths, unit) = (tenths / 1000, unit + 1);
    }
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let point = if t.lang() == Lang::It { ',' } else { '.' };
    let unit = UNITS.get(unit).copied().unwrap_or_default();
    if whole >= 10 || tenth == 0 {
        format!("{whole}\u{a0}{unit}")
    } else {
        format!("{whole}{point}{tenth}\u{a0}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tr;

    #[test]
    fn sizes_are_told_briefly() {
        for (bytes, words) in [
            (0, "0 byte"),
            (999, "999 byte"),
            (1000, "1 kB"),
            (1540, "1,5 kB"),
            (12_999, "12 kB"),
            (999_999, "999 kB"),
            (1_000_000, "1 MB"),
            (200_000_000, "200 MB"),
            (1_500_000_000, "1,5 GB"),
            (i64::MAX, "9223372036 GB"),
        ] {
            assert_eq!(size_words(tr(Lang::It), bytes).replace('\u{a0}', " "), words);
        }
        assert_eq!(size_words(tr(Lang::En), 1540), "1.5\u{a0}kB");
    }
}
