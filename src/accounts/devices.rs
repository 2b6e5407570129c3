//! What a browser is called, in words, from what it calls itself.
//!
//! Own code where crates exist: they bring megabytes of patterns to tell phones apart, and a list of one's own devices needs the
//! browser and the system. Nothing is decided by these words.

use crate::i18n::Tr;

/// Names of browsers by their marks, in the order in which one hides behind another: Edge says it is Chrome, Chrome that it is Safari.
const BROWSERS: [(&str, &str); 10] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("Safari/", "Safari"),
];
/// Names of systems by their marks: a phone with Android says Linux too, an iPhone that it is like Mac OS X.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// "Firefox su Windows"; what is known of it, or that nothing is.
pub(super) fn words(agent: &str, t: &Tr) -> String {
    let found =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (found(&BROWSERS), found(&SYSTEMS)) {
        (Some(browser), Some(system)) => t.f2("accounts-device", "browser", browser, "system", system),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => t.s("accounts-device-unknown").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, tr};

    #[test]
    fn devices_are_told_apart() {
        for (agent, said) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox su Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                "Edge su Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                "Chrome su Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari su iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                "Safari su Mac",
            ),
            ("curl/8.5", "Un dispositivo che non si fa riconoscere"),
            ("", "Un dispositivo che non si fa riconoscere"),
            ("Something on Linux", "Linux"),
        ] {
            assert_eq!(words(agent, tr(Lang::It)), said, "{agent}");
        }
    }
}
