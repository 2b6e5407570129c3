//! The key that names sort and are compared by, made in Rust because the two engines sort accents differently.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name in lower case, without accents, each run of white space one space: "Forlì-Cesena " becomes "forli-cesena".
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            c if c.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            // These have no accent that could be taken off.
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            'ø' => key.push('o'),
            'đ' | 'ð' => key.push('d'),
            'ł' => key.push('l'),
            'þ' => key.push_str("th"),
            'ı' => key.push('i'),
            '’' | 'ʼ' | '‘' => key.push('\''),
            // Lower-casing can leave a mark behind (İ).
            c if is_combining_mark(c) => {}
            c => key.push(c),
        }
    }
    key.trim().to_owned()
}

/// How many of the words that somebody types for a name count; more of them narrow nothing further.
const WORDS: usize = 4;
/// The longest beginning of a word that counts, in characters.
const WORD_CHARS: usize = 60;

/// What was typed of a name, in whatever order, as patterns for `' ' || name_key LIKE … ESCAPE '!'`: each word begins a word of the
/// name. Patterns that nothing was typed for fit every name.
pub fn name_words(typed: &str) -> [String; WORDS] {
    let key = name_key(typed);
    let mut words = key.split([' ', ',']).filter(|word| !word.is_empty());
    std::array::from_fn(|_| words.next().map_or_else(|| "%".to_owned(), |word| format!("% {}%", escaped(word))))
}

/// A beginning for `LIKE … ESCAPE '!'`.
pub fn escaped(beginning: &str) -> String {
    let mut escaped = String::with_capacity(beginning.len());
    for c in beginning.chars().filter(|c| !c.is_control()).take(WORD_CHARS) {
        if matches!(c, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_count() {
        for (name, key) in [
            ("  Forlì-Cesena ", "forli-cesena"),
            ("Nicolò  D’Alò", "nicolo d'alo"),
            ("Škofja Łódź Straße", "skofja lodz strasse"),
            ("İstanbul", "istanbul"),
            ("ÆRØ", "aero"),
            ("", ""),
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
    }

    #[test]
    fn words_are_looked_for_one_by_one() {
        assert_eq!(name_words(" Altopiàno,  Nives\0 "), ["% altopiano%", "% nives%", "%", "%"]);
        assert_eq!(name_words("100% a_b! c d e"), ["% 100!%%", "% a!_b!!%", "% c%", "% d%"]);
        assert_eq!(name_words(" , "), ["%", "%", "%", "%"]);
    }

    #[test]
    fn a_key_is_its_own_key() {
        proptest::proptest!(|(name in "\\PC{0,40}")| {
            let key = name_key(&name);
            proptest::prop_assert_eq!(name_key(&key), key.clone());
        });
    }
}
