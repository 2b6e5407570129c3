//! A table in a CSV file as offices send them: UTF-8 with or without a mark, or Windows' Latin-1; commas or semicolons.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;

use anyhow::{Context as _, bail};

/// What Windows-1252 has where Latin-1 has control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// A column that is looked for, under any of its names; the first is the one that is told when it is missing.
pub(super) struct Column {
    pub names: &'static [&'static str],
    pub is_needed: bool,
}

/// A file, read line by line.
pub(super) struct Table {
    records: csv::StringRecordsIntoIter<Box<dyn Read>>,
    /// For each column that is looked for, where it stands.
    places: Vec<Option<usize>>,
    /// The reader counts a line as begun between CR and LF: then it is one behind.
    shift: u64,
}

/// One line: its number in the file, and its values in the order of the columns that were looked for; empty where none is.
pub(super) struct Line {
    pub number: u64,
    pub values: Vec<String>,
}

impl Table {
    /// Errors: the file cannot be read, is empty, or misses columns; all of them are told at once.
    pub(super) fn open(path: &Path, columns: &[Column]) -> anyhow::Result<Self> {
        let name = path.display();
        let is_utf8 = is_utf8(path).with_context(|| format!("{name} cannot be read"))?;
        let first = first_line(path)?;
        let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
        let file = without_mark(BufReader::new(File::open(path)?))?;
        let text: Box<dyn Read> =
            if is_utf8 { Box::new(file) } else { Box::new(Latin { inner: file, left: Vec::new() }) };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text);
        let heads: Vec<String> =
            reader.headers()?.iter().map(|head| head.trim().to_lowercase().replace([' ', '-'], "_")).collect();
        let find = |column: &Column| heads.iter().position(|head| column.names.contains(&head.as_str()));
        let places: Vec<Option<usize>> = columns.iter().map(find).collect();
        let missing: Vec<String> = columns
            .iter()
            .zip(&places)
            .filter(|(column, place)| column.is_needed && place.is_none())
            .map(|(column, _)| column.names.join(" or "))
            .collect();
        if !missing.is_empty() {
            bail!("{name} misses columns: {}. It has: {}", missing.join("; "), heads.join(", "));
        }
        Ok(Self { records: reader.into_records(), places, shift: u64::from(first.ends_with("\r\n")) })
    }
}

impl Iterator for Table {
    type Item = anyhow::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err(error.into())),
        };
        let number = record.position().map_or(0, csv::Position::line) + self.shift;
        let value = |place: &Option<usize>| place.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        Some(Ok(Line { number, values: self.places.iter().map(value).collect() }))
    }
}

/// Reads all of a file, a piece at a time.
fn is_utf8(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let (mut buffer, mut kept) = (vec![0; 64 * 1024], 0);
    loop {
        let read = file.read(buffer.get_mut(kept..).unwrap_or_default())?;
        let filled = kept + read;
        let bytes = buffer.get(..filled).unwrap_or_default();
        let good = match std::str::from_utf8(bytes) {
            Ok(_) => filled,
            // A character that is cut by the end of the piece: its rest comes with the next.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        if read == 0 {
            return Ok(good == filled);
        }
        buffer.copy_within(good..filled, 0);
        kept = filled - good;
    }
}

fn first_line(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    BufReader::new(File::open(path)?).take(64 * 1024).read_until(b'\n', &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn without_mark(mut file: BufReader<File>) -> io::Result<BufReader<File>> {
    if file.fill_buf()?.starts_with(&MARK) {
        file.consume(MARK.len());
    }
    Ok(file)
}

/// Turns Windows-1252 into UTF-8 on the way.
struct Latin<R> {
    inner: R,
    /// What did not fit the last time.
    left: Vec<u8>,
}

impl<R: Read> Read for Latin<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left.is_empty() {
            let mut bytes = [0; 4096];
            let n = self.inner.read(&mut bytes)?;
            let text: String = bytes.get(..n).unwrap_or_default().iter().map(|byte| letter(*byte)).collect();
            self.left = text.into_bytes();
        }
        let n = self.left.len().min(into.len());
        for (to, from) in into.iter_mut().zip(self.left.drain(..n)) {
            *to = from;
        }
        Ok(n)
    }
}

fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] =
        [Column { names: &["name", "nome"], is_needed: true }, Column { names: &["note"], is_needed: false }];

    fn read(bytes: &[u8]) -> anyhow::Result<Vec<(u64, Vec<String>)>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        Table::open(&path, &COLUMNS)?.map(|line| line.map(|line| (line.number, line.values))).collect()
    }

    #[test]
    fn every_way_of_writing_says_the_same() {
        let wanted =
            vec![(2, vec!["Nicolò D’Altò".to_owned(), "a, b".to_owned()]), (3, vec!["Ugo".to_owned(), String::new()])];
        let text = "Nome,altro,Note\nNicolò D’Altò,x,\"a, b\"\nUgo\n";
        assert_eq!(read(text.as_bytes()).unwrap(), wanted);
        assert_eq!(read(&[&MARK, text.as_bytes()].concat()).unwrap(), wanted);
        let semicolons = "NOME;altro;note\r\nNicolò D’Altò;x;a, b\r\nUgo;;\r\n";
        assert_eq!(read(semicolons.as_bytes()).unwrap(), wanted);
        let latin: Vec<u8> =
            semicolons.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() }).collect();
        assert_eq!(read(&latin).unwrap(), wanted);
    }

    #[test]
    fn what_is_missing_is_told() {
        let error = read(b"Cognome;Note\nx;y\n").unwrap_err().to_string();
        assert!(error.contains("misses columns: name or nome") && error.contains("cognome, note"), "{error}");
        assert!(read(b"").is_err());
    }

    #[test]
    fn a_character_may_be_cut_anywhere() {
        for shift in 0..4 {
            let text = format!("nome\n{}{}\n", "a".repeat(shift), "€".repeat(30_000));
            assert_eq!(read(text.as_bytes()).unwrap()[0].1[0].chars().filter(|c| *c == '€').count(), 30_000);
        }
        assert_eq!(read(b"nome\n\xe2\x82").unwrap()[0].1[0], "â‚", "cut at the end it is no UTF-8");
    }
}
