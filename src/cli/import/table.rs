//! A table in a CSV file as offices send them: UTF-8 with or without a mark, or Windows' Latin-1; commas or semicolons.

use std::collections::VecDeque;
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
/// The longest line, with those that a value between quotation marks goes on in: a mark that is not closed does not take in the file.
const RECORD_BYTES: usize = 64 * 1024;
const RECORD_LINES: usize = 50;

/// A column that is looked for, under any of its names; the first is the one that is told when it is missing.
pub(super) struct Column {
    pub names: &'static [&'static str],
    pub is_needed: bool,
}

/// A file, read line by line.
pub(super) struct Table {
    records: Records,
    /// For each column that is looked for, where it stands.
    places: Vec<Option<usize>>,
}

/// One line: its number in the file, and its values in the order of the columns that were looked for; empty where none is.
pub(super) struct Line {
    pub number: u64,
    pub values: Vec<String>,
}

/// A line that says nothing, and why.
#[derive(Debug)]
pub(super) struct Torn {
    pub number: u64,
    pub reason: String,
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
        let mut records = Records { text: BufReader::new(text), delimiter, ahead: VecDeque::new(), read: 0 };
        let heads = match records.next().transpose() {
            Ok(heads) => heads.map(|(_, heads)| heads).unwrap_or_default(),
            Err(torn) => bail!("the first line of {name} cannot be read: {}", torn.reason),
        };
        let heads: Vec<String> = heads.iter().map(|head| head.trim().to_lowercase().replace([' ', '-'], "_")).collect();
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
        Ok(Self { records, places })
    }
}

impl Iterator for Table {
    type Item = Result<Line, Torn>;

    fn next(&mut self) -> Option<Self::Item> {
        let (number, record) = match self.records.next()? {
            Ok(found) => found,
            Err(torn) => return Some(Err(torn)),
        };
        let value = |place: &Option<usize>| place.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        Some(Ok(Line { number, values: self.places.iter().map(value).collect() }))
    }
}

/// The records of a text, each with the number of its first line. One whose quotation mark is not closed is its first line alone:
/// the lines after it are read on.
struct Records {
    text: BufReader<Box<dyn Read>>,
    delimiter: u8,
    /// Lines that were read to see whether they go on with another one, and do not.
    ahead: VecDeque<Row>,
    /// How many lines have been read.
    read: u64,
}

/// A line as it stands, with its end; nothing of one that is too long.
struct Row {
    number: u64,
    bytes: Vec<u8>,
    is_cut: bool,
}

/// Where a reader of bytes is, as far as quotation marks count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Bare,
    Quoted,
    /// After a mark that closes, or is the first of two.
    Closing,
}

impl Iterator for Records {
    type Item = Result<(u64, csv::StringRecord), Torn>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = match self.record() {
                Ok(row) => row?,
                Err(torn) => return Some(Err(torn)),
            };
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.has_headers(false).delimiter(self.delimiter).flexible(true);
            let first = reader.buffer_capacity(row.bytes.len()).from_reader(row.bytes.as_slice()).into_records().next();
            match first {
                Some(Ok(record)) => return Some(Ok((row.number, record))),
                Some(Err(error)) => return Some(Err(Torn { number: row.number, reason: error.to_string() })),
                None => {} // an empty line
            }
        }
    }
}

impl Records {
    /// The lines of the next record, as one.
    fn record(&mut self) -> Result<Option<Row>, Torn> {
        let Some(mut row) = self.row()? else { return Ok(None) };
        let torn = |reason: String| Torn { number: row.number, reason };
        if row.is_cut {
            return Err(torn(format!("it has more than {} KiB", RECORD_BYTES / 1024)));
        }
        let ((mut place, _), mut size) = (self.follow(Place::Begin, &row.bytes), row.bytes.len());
        let mut tail = Vec::new();
        while place == Place::Quoted {
            let next = if tail.len() < RECORD_LINES { self.row()? } else { None };
            size += next.as_ref().map_or(0, |next| next.bytes.len());
            let follow = |next: &Row| self.follow(Place::Quoted, &next.bytes);
            let goes_on = next.as_ref().filter(|next| !next.is_cut && size <= RECORD_BYTES).map(follow);
            match (next, goes_on) {
                (Some(next), Some((then, false))) => {
                    place = then;
                    tail.push(next);
                }
                // Too far, at the end, or at a mark that opens another value.
                (other, _) => {
                    tail.into_iter().chain(other).rev().for_each(|row| self.ahead.push_front(row));
                    return Err(torn("a quotation mark is not closed".to_owned()));
                }
            }
        }
        row.bytes.extend(tail.into_iter().flat_map(|next| next.bytes));
        Ok(Some(row))
    }

    /// Where bytes lead, and whether a mark among them closes in the midst of a value.
    fn follow(&self, from: Place, bytes: &[u8]) -> (Place, bool) {
        bytes.iter().fold((from, false), |(place, is_amid), byte| match (place, *byte) {
            (Place::Quoted, b'"') => (Place::Closing, is_amid),
            (Place::Quoted, _) | (Place::Begin | Place::Closing, b'"') => (Place::Quoted, is_amid),
            (_, byte) if byte == self.delimiter => (Place::Begin, is_amid),
            (Place::Closing, byte) => (Place::Bare, is_amid || !matches!(byte, b'\r' | b'\n')),
            _ => (Place::Bare, is_amid),
        })
    }

    fn row(&mut self) -> Result<Option<Row>, Torn> {
        if let Some(row) = self.ahead.pop_front() {
            return Ok(Some(row));
        }
        self.read += 1;
        let number = self.read;
        let (bytes, is_cut) = self.bytes().map_err(|error| Torn { number, reason: error.to_string() })?;
        Ok(Some(Row { number, bytes, is_cut }).filter(|row| row.is_cut || !row.bytes.is_empty()))
    }

    /// The bytes of the next line with its end, of whatever system; whether they were too many, and are left out.
    fn bytes(&mut self) -> io::Result<(Vec<u8>, bool)> {
        let (mut bytes, mut is_cut) = (Vec::new(), false);
        loop {
            let piece = self.text.fill_buf()?;
            let end = piece.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let taken = end.map_or(piece.len(), |at| at + 1);
            let is_return = end.and_then(|at| piece.get(at)) == Some(&b'\r');
            is_cut = is_cut || bytes.len() + taken > RECORD_BYTES;
            if is_cut {
                bytes.clear();
            } else {
                bytes.extend_from_slice(piece.get(..taken).unwrap_or_default());
            }
            self.text.consume(taken);
            if is_return && self.text.fill_buf()?.first() == Some(&b'\n') {
                self.text.consume(1);
            }
            if end.is_some() || taken == 0 {
                return Ok((bytes, is_cut));
            }
        }
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
        let line = |line: Result<Line, Torn>| line.map_err(|torn| anyhow::anyhow!("{}: {}", torn.number, torn.reason));
        Table::open(&path, &COLUMNS)?.map(|read| line(read).map(|line| (line.number, line.values))).collect()
    }

    /// What becomes of each line: its first value, or why it is torn.
    fn become_of(text: &str) -> Vec<(u64, Result<String, String>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let line = |line: Result<Line, Torn>| match line {
            Ok(line) => (line.number, Ok(line.values[0].clone())),
            Err(torn) => (torn.number, Err(torn.reason)),
        };
        Table::open(&path, &COLUMNS).unwrap().map(line).collect()
    }

    #[test]
    fn a_mark_that_is_not_closed_takes_in_its_line_only() {
        let ok = |number: u64, value: &str| (number, Ok(value.to_owned()));
        let torn = |number: u64| (number, Err("a quotation mark is not closed".to_owned()));
        assert_eq!(
            become_of("nome\nAda\n\"Bea,x\n\nCarla\n\"Di\nna\"\nElsa \"E\"\n\"Fa \"\"F\"\"\"\n"),
            [ok(2, "Ada"), torn(3), ok(5, "Carla"), ok(6, "Di\nna"), ok(8, "Elsa \"E\""), ok(9, "Fa \"F\"")],
            "the mark that opens in line 6 does not close the one of line 3"
        );
        let many = format!("nome\r\n\"Bea\r\n{}\"\r\n", "Una\r\n".repeat(60));
        let read = become_of(&many);
        assert_eq!((read.len(), &read[0], &read[1]), (62, &torn(2), &ok(3, "Una")));
        assert_eq!(read[61], torn(63), "and one at the end");
        let long = format!("nome\n{}\nAda\n\"Bea\n{}\nCarla", "a".repeat(70_000), "b".repeat(65_000));
        let read = become_of(&long);
        assert_eq!(read[0], (2, Err("it has more than 64 KiB".to_owned())));
        assert_eq!((&read[1], &read[2], read[3].0, &read[4]), (&ok(3, "Ada"), &torn(4), 5, &ok(6, "Carla")));
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
            let line = format!("{}\n", "€".repeat(1000));
            let text = format!("nome\n{}{}", "a".repeat(shift), line.repeat(30));
            let signs = |values: &[String]| values[0].chars().filter(|c| *c == '€').count();
            assert_eq!(read(text.as_bytes()).unwrap().iter().map(|(_, values)| signs(values)).sum::<usize>(), 30_000);
        }
        assert_eq!(read(b"nome\n\xe2\x82").unwrap()[0].1[0], "â‚", "cut at the end it is no UTF-8");
    }
}
