//! Many people to invite: lines as they are pasted, or a table that becomes such lines.

use super::model::{EmailAddress, PersonName};

/// Lines at once.
pub const AT_ONCE: usize = 200;
/// What Windows-1252 has where Latin-1 has control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
const NAMES: [&str; 4] = ["name", "nome", "nome_e_cognome", "nominativo"];
const SURNAMES: [&str; 2] = ["surname", "cognome"];
const ADDRESSES: [&str; 4] = ["email", "e_mail", "posta", "indirizzo_e_mail"];
const CODES: [&str; 5] = ["organisation", "ente", "codice_ente", "ufficio", "sigla"];

/// Somebody to invite.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub name: PersonName,
    pub email: EmailAddress,
    /// The code of an organisation, in capitals.
    pub code: Option<String>,
}

/// The lines of a box that say something.
pub fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Reads `Name <address>`, `Name address` or an address alone, each perhaps followed by the code of an organisation. Nothing
/// when there is no address in it.
pub fn read(line: &str) -> Option<Wanted> {
    let line = line.replace("mailto:", "");
    let (name, address, rest) = match (line.find('<'), line.rfind('>')) {
        (Some(from), Some(to)) if from < to => (line.get(..from)?, line.get(from + 1..to)?, line.get(to + 1..)?),
        _ => {
            let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
            let at = line.find('@')?;
            let from = line.get(..at)?.rfind(is_gap).map_or(0, |gap| gap + 1);
            let to = line.get(at..)?.find(is_gap).map_or(line.len(), |gap| at + gap);
            (line.get(..from)?, line.get(from..to)?, line.get(to..)?)
        }
    };
    let is_trim = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'');
    let email = EmailAddress::parse(address.trim_matches(is_trim)).ok()?;
    let name = name.trim_matches(is_trim);
    let name = if name.is_empty() { name_of(&email) } else { name.to_owned() };
    let code = Some(rest.trim_matches(is_trim).to_uppercase()).filter(|code| !code.is_empty());
    Some(Wanted { name: PersonName::parse(&name).ok()?, email, code })
}

/// What stands before the `@`, as a name: "livia.acquaviola" becomes "Livia Acquaviola". The person writes it anew on coming in.
pub fn name_of(email: &EmailAddress) -> String {
    let local = email.as_str().split('@').next().unwrap_or_default();
    let words = local.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    let name = words.collect::<Vec<_>>().join(" ");
    if name.chars().count() < PersonName::MIN { email.as_str().to_owned() } else { name }
}

/// The lines of a table in a CSV file: UTF-8 with or without a mark, or Windows' Latin-1; commas, semicolons or tabs; with a
/// line of headings or without. One more than can be taken at once when there are too many.
pub fn from_table(bytes: &[u8]) -> Vec<String> {
    let text = decode(bytes);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut table = csv::ReaderBuilder::new();
    let table = table.delimiter(delimiter.unwrap_or(b',')).flexible(true).has_headers(false);
    let mut reader = table.from_reader(text.as_bytes());
    let mut rows = reader.records().filter_map(Result::ok).peekable();
    let heads = rows.next_if(|row| !row.iter().any(|cell| cell.contains('@'))).map(|row| Heads::of(&row));
    rows.map(|row| line_of(&row, heads.as_ref())).filter(|line| !line.is_empty()).take(AT_ONCE + 1).collect()
}

/// Where the columns stand.
struct Heads {
    name: Option<usize>,
    surname: Option<usize>,
    address: Option<usize>,
    code: Option<usize>,
}

impl Heads {
    fn of(row: &csv::StringRecord) -> Self {
        let heads: Vec<String> = row.iter().map(|head| head.trim().to_lowercase().replace([' ', '-'], "_")).collect();
        let find = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
        Self { name: find(&NAMES), surname: find(&SURNAMES), address: find(&ADDRESSES), code: find(&CODES) }
    }
}

fn line_of(row: &csv::StringRecord, heads: Option<&Heads>) -> String {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let clean =
        |text: &str| text.replace(['<', '>', '\n', '\r', '"'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let address = heads.and_then(|heads| heads.address).or_else(|| row.iter().position(|cell| cell.contains('@')));
    let name = match heads {
        Some(heads) => format!("{} {}", cell(heads.name), cell(heads.surname)),
        None => row.iter().find(|cell| !cell.contains('@') && !cell.trim().is_empty()).unwrap_or_default().to_owned(),
    };
    let (name, address) = (clean(&name), clean(cell(address)));
    let code = clean(cell(heads.and_then(|heads| heads.code)));
    let line = if name.is_empty() { address } else { format!("{name} <{address}>") };
    if code.is_empty() { line } else { format!("{line} {code}") }
}

fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let windows = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(*byte),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(windows).collect(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_however_they_are_pasted() {
        for (line, name, email, code) in [
            ("Livia Acquaviola <livia@comune.example>", "Livia Acquaviola", "livia@comune.example", None),
            ("\"Acquaviola, Livia\" <livia@comune.example>;", "Acquaviola, Livia", "livia@comune.example", None),
            ("livia.acqua-viola@comune.example", "Livia Acqua Viola", "livia.acqua-viola@comune.example", None),
            ("Livia Acquaviola, livia@comune.example", "Livia Acquaviola", "livia@comune.example", None),
            ("Livia <mailto:livia@comune.example> ro", "Livia", "livia@comune.example", Some("RO")),
            ("livia@comune.example; RO", "Livia", "livia@comune.example", Some("RO")),
            ("x@comune.example", "x@comune.example", "x@comune.example", None),
        ] {
            let wanted = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((wanted.name.as_str(), wanted.email.as_str()), (name, email), "{line}");
            assert_eq!(wanted.code.as_deref(), code, "{line}");
        }
        for line in ["Livia Acquaviola", "livia@", "<>", "a <b> c", "> <", "@", ""] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn tables_become_lines() {
        for (table, expected) in [
            (
                "nome;email;ente\nLivia Acquaviola;livia@comune.example;RO\n",
                "Livia Acquaviola <livia@comune.example> RO",
            ),
            ("\u{feff}Cognome,Nome,E-mail\nD’Alò,Nicolò,n@x.example", "Nicolò D’Alò <n@x.example>"),
            ("n@x.example\tNicolò", "Nicolò <n@x.example>"),
            ("\"Rossi, Anna\",a@x.example", "Rossi, Anna <a@x.example>"),
            ("a@x.example", "a@x.example"),
        ] {
            assert_eq!(from_table(table.as_bytes()), [expected], "{table}");
        }
        assert_eq!(from_table(b"Nicol\xf2;n@x.example\r\n\r\n"), ["Nicolò <n@x.example>"]);
        assert_eq!(from_table(b""), Vec::<String>::new());
        let many = "a@x.example\n".repeat(1000);
        assert_eq!(from_table(many.as_bytes()).len(), AT_ONCE + 1);
    }
}
