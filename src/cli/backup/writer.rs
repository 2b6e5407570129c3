//! Writes an archive: a tar file in gzip, the tables as lines of JSON.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::super::progress::Progress;
use super::manifest::{ABOUT, About, Files, MANIFEST, Manifest, SETTINGS, TableEntry, hex};
use crate::db::{Origin, Receive, Step};

/// How much of a table makes one member: what is in memory at a time.
const PART: usize = 1 << 20;
/// More than this costs much time and saves little.
const LEVEL: Compression = Compression::new(4);

pub(super) struct Writer {
    tar: tar::Builder<GzEncoder<BufWriter<File>>>,
    about: About,
    origin: Option<Origin>,
    tables: Vec<TableEntry>,
    open: Option<Table>,
    files: Files,
    /// Seconds since 1970, for the members.
    mtime: u64,
}

/// The table whose rows are coming in.
struct Table {
    entry: TableEntry,
    digest: Sha256,
    part: Vec<u8>,
    parts: u32,
    progress: Progress,
}

impl Writer {
    pub(super) fn begin(file: File, about: About, mtime: u64) -> io::Result<Self> {
        let tar = tar::Builder::new(GzEncoder::new(BufWriter::new(file), LEVEL));
        let mut writer =
            Self { tar, about, origin: None, tables: Vec::new(), open: None, files: Files::default(), mtime };
        let text = serde_json::to_vec_pretty(&writer.about)?;
        writer.member(ABOUT, &text)?;
        Ok(writer)
    }

    fn member(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = self.header(bytes.len() as u64);
        self.tar.append_data(&mut header, name, bytes)
    }

    fn header(&self, size: u64) -> tar::Header {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.mtime);
        header
    }

    /// Adds a file of the data folder. One that has gone meanwhile is left out.
    pub(super) fn file(&mut self, name: &str, path: &Path) -> io::Result<()> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        let size = file.metadata()?.len();
        let mut header = self.header(size);
        let mut digested = Digested { inner: file.take(size), digest: Sha256::new(), bytes: 0 };
        self.tar.append_data(&mut header, format!("files/{name}"), &mut digested)?;
        if digested.bytes != size {
            return Err(io::Error::other(format!("{name} became shorter while it was copied")));
        }
        self.files.add(name, size, &hex(digested.digest));
        Ok(())
    }

    /// Writes what is left, the settings and the manifest; what was written is on the disk.
    pub(super) fn finish(mut self, settings: &str) -> io::Result<Manifest> {
        self.end_table()?;
        self.member(SETTINGS, settings.as_bytes())?;
        let origin = self.origin.take().ok_or_else(|| io::Error::other("nothing was copied"))?;
        let manifest = Manifest {
            about: self.about.clone(),
            engine: origin.engine,
            schema: origin.schema,
            journal: origin.journal,
            tables: std::mem::take(&mut self.tables),
            files: std::mem::take(&mut self.files).entry(),
            settings: hex(Sha256::new_with_prefix(settings)),
        };
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.member(MANIFEST, &text)?;
        let mut out = self.tar.into_inner()?.finish()?;
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(manifest)
    }

    fn end_table(&mut self) -> io::Result<()> {
        self.end_part()?;
        if let Some(Table { mut entry, digest, progress, .. }) = self.open.take() {
            progress.finish();
            entry.sha256 = hex(digest);
            self.tables.push(entry);
        }
        Ok(())
    }

    fn end_part(&mut self) -> io::Result<()> {
        let Some(table) = self.open.as_mut().filter(|table| !table.part.is_empty()) else { return Ok(()) };
        table.parts += 1;
        table.digest.update(&table.part);
        let (name, part) = (part_name(&table.entry.name, table.parts), std::mem::take(&mut table.part));
        self.member(&name, &part)
    }
}

/// Where a part of a table stands in the archive, from 1.
pub(super) fn part_name(table: &str, part: u32) -> String {
    format!("tables/{table}/{part:06}.jsonl")
}

impl Receive for Writer {
    fn take(&mut self, step: Step) -> io::Result<()> {
        match step {
            Step::Origin(origin) => self.origin = Some(origin),
            Step::Table { name, columns, rows } => {
                self.end_table()?;
                let progress = Progress::new(name.clone(), rows);
                let entry = TableEntry { name, columns, rows: 0, sha256: String::new() };
                self.open = Some(Table { entry, digest: Sha256::new(), part: Vec::new(), parts: 0, progress });
            }
            Step::Rows(rows) => {
                for row in rows {
                    let Some(table) = &mut self.open else { return Err(io::Error::other("rows of no table")) };
                    serde_json::to_writer(&mut table.part, &row)?;
                    table.part.push(b'\n');
                    table.entry.rows += 1;
                    table.progress.add(1);
                    if table.part.len() >= PART {
                        self.end_part()?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Digests what is read through it.
pub(super) struct Digested<R> {
    pub(super) inner: R,
    pub(super) digest: Sha256,
    pub(super) bytes: u64,
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.digest.update(into.get(..n).unwrap_or_default());
        self.bytes += n as u64;
        Ok(n)
    }
}
