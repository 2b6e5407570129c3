//! Where log lines go, and what never stands in one.
//!
//! Rooms log no personal data; but what another program answers (a mail server repeats the address it refuses) passes
//! through errors. So every line goes through [`Masked`] last: e-mail addresses and what is as long as a secret become •••.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

const MASK: &str = "•••";
/// Secrets in links, cookies and forms have 43 characters, session ids 22, digests 64.
const SECRET: usize = 40;

/// Sets up the log of this process.
pub(super) fn begin(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Masked(io::stderr()));
    let set = match config.log_format {
        LogFormat::Json => builder.json().try_init(),
        LogFormat::Text => builder.with_target(false).try_init(),
    };
    if set.is_err() {
        eprintln!("prassi: the log was set up already");
    }
}

/// A writer of whole lines that masks what no line may say.
struct Masked<W>(W);

impl<W: Write> Write for Masked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(masked(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The text without e-mail addresses and secrets.
fn masked(text: &str) -> String {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+' | '%' | '\'');
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        masked.push_str(if is_private(word) { MASK } else { word });
        let gap = after.find(is_of_word).unwrap_or(after.len());
        masked.push_str(after.get(..gap).unwrap_or_default());
        rest = after.get(gap..).unwrap_or_default();
    }
    masked
}

fn is_private(word: &str) -> bool {
    let is_address = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    is_address || word.split(['.', '@', '%', '+', '\'']).any(|part| part.len() >= SECRET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_secrets_are_masked() {
        for (line, clean) in [
            ("550 5.1.1 <nicolò.d'altopiano+x@prefettura.example>: no", "550 5.1.1 <•••>: no"),
            (r#"{"cause":"to a@b.example, c@d.example"}"#, r#"{"cause":"to •••, •••"}"#),
            ("/inviti/aB3-_6789012345678901234567890123456789012x ok", "/inviti/••• ok"),
            ("prassi::live::connection: 3 @ 4, user@ and @host", "prassi::live::connection: 3 @ 4, user@ and @host"),
            (
                "2026-11-24T09:30:00.123456Z ERROR request{id=0123456789abcdef}: a request failed",
                "2026-11-24T09:30:00.123456Z ERROR request{id=0123456789abcdef}: a request failed",
            ),
            ("", ""),
        ] {
            assert_eq!(masked(line), clean);
        }
    }
}
