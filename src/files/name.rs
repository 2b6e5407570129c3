//! Names of files: what people see, and what a download is called.

use crate::text::{self, Reason};

/// The longest name, in characters.
const LONGEST: usize = 120;
/// The longest ending that a name which must be shortened keeps.
const ENDING: usize = 12;
/// What a file without a name is called.
const NAMELESS: &str = "file";

/// The name of a file as it is kept: without folders, control characters or marks that change how it reads, and not too
/// long. It is still anybody's text: escape it where it is shown.
pub fn clean_name(raw: &str) -> String {
    // How browsers write what a header cannot hold (HTML, section 4.10.21.8).
    let raw = raw.replace("%22", "\"").replace("%0D", " ").replace("%0A", " ");
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = without_marks(last);
    // Names that begin with a dot are hidden, and ends in dots or spaces are lost, on some systems.
    let line = line.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if line.is_empty() { NAMELESS.to_owned() } else { shortened(line) }
}

fn without_marks(name: &str) -> String {
    let mut name: String = name.chars().filter(|c| !c.is_control()).collect();
    loop {
        match text::clean_line(&name) {
            Ok(line) => return line,
            Err(Reason::Control(mark) | Reason::Direction(mark) | Reason::Invisible(mark)) => {
                name = name.replace(mark, "");
            }
        }
    }
}

fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.chars().count() <= ENDING { ending } else { "" };
    let keep = LONGEST - ending.chars().count() - 2;
    let start: String = name.chars().take(keep).collect();
    if ending.is_empty() { format!("{start}…") } else { format!("{start}….{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (raw, clean) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\x.exe", "x.exe"),
            ("/", "file"),
            ("..", "file"),
            ("", "file"),
            ("  verbale  del 3.pdf ", "verbale del 3.pdf"),
            (".htaccess", "htaccess"),
            ("a\u{0}b\r\n\tc.txt", "abc.txt"),
            ("fattura\u{202e}fdp.exe", "fatturafdp.exe"),
            ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
            ("%22nome%22.odt", "\"nome\".odt"),
            ("Perche\u{301}.docx", "Perché.docx"),
        ] {
            assert_eq!(clean_name(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let long = clean_name(&format!("{}.pdf", "à".repeat(300)));
        assert_eq!(long.chars().count(), LONGEST);
        assert!(long.ends_with("à….pdf"));
        assert_eq!(clean_name(&"x".repeat(300)).chars().count(), LONGEST - 1);
        assert_eq!(clean_name(&format!("a.{}", "x".repeat(300))).chars().count(), LONGEST - 1);
    }
}
