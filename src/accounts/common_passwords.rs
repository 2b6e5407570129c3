//! Passwords that everybody tries first (NIST SP 800-63B, section 3.1.1.2): looked up, never composed by rules.
//!
//! `common_passwords.txt` holds the most common ones of published breaches, as collected by zxcvbn (MIT licence, © 2012-2016
//! Dan Wheeler and Dropbox, Inc.), and what people in Italian offices choose. zxcvbn itself would estimate more, with 800 KB of
//! lists of English words and of names; a list of 52 KB says no to what is really tried.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::base::name_key;

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// Whether a password is among those that are tried first: a common one, however it is capitalised and accented, with digits or
/// signs around it, or written more than once; or one sign, or the digits and letters in their order.
pub(super) fn is_common(password: &str) -> bool {
    let key = name_key(password);
    let is_listed = |word: &str| COMMON.contains(word);
    let core = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let bare: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    let without_gaps = once(&bare);
    key.is_empty()
        || is_run(&key)
        || is_listed(&key)
        || is_listed(&core(&key))
        || is_listed(&bare)
        || is_listed(&core(&bare))
        || is_listed(without_gaps)
        || is_listed(&core(without_gaps))
}

/// What is repeated, when the whole is nothing but repetitions.
fn once(word: &str) -> &str {
    let ends = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && word.len().is_multiple_of(*at));
    let unit =
        ends.filter_map(|at| word.split_at_checked(at)).find(|(unit, _)| unit.repeat(word.len() / unit.len()) == word);
    unit.map_or(word, |(unit, _)| unit)
}

/// Whether each sign follows the one before it by the same step: "aaaa", "123456789012", "fedcba".
fn is_run(word: &str) -> bool {
    let codes: Vec<i64> = word.chars().map(|c| i64::from(u32::from(c))).collect();
    let is_digit = word.chars().all(|c| c.is_ascii_digit());
    let mut steps = codes.windows(2).filter_map(|pair| match pair {
        [a, b] if is_digit => Some((b - a).rem_euclid(10)),
        [a, b] => Some(b - a),
        _ => None,
    });
    match steps.next() {
        Some(first) => (matches!(first, -1..=1) || (is_digit && first == 9)) && steps.all(|step| step == first),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_common() {
        for password in [
            "Password1234!",
            "password2026",
            "passwordpassword",
            "PASSWORD PASSWORD",
            "qwertyuiop123",
            "ForzaNapoli1!",
            "prefettura2026",
            "Prefettura-2026",
            "ciaociaociao",
            "123456789012",
            "987654321098",
            "aaaaaaaaaaaa",
            "            ",
            "abcdefghijklm",
            "!!Francesca!!",
            "1qaz2wsx3edc",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn a_phrase_is_not() {
        for password in [
            "una frase lunga abbastanza",
            "quattro mele verdi",
            "benvenuti-in-prassi",
            "perché no, domani",
            "corretto cavallo batteria graffetta",
            "àèìòùàèìòùàè",
            "kX4!vv92_qpl",
            "470193826615",
        ] {
            assert!(!is_common(password), "{password}");
        }
    }

    #[test]
    fn the_list_is_as_it_is_looked_up() {
        assert!((3_000..10_000).contains(&COMMON.len()));
        for word in COMMON.iter() {
            assert_eq!(&name_key(word), word);
        }
    }
}
