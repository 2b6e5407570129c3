//! Reads an archive: once to see that it is whole, once more to hand over what is in it.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use super::super::progress::Progress;
use super::manifest::{ABOUT, About, FORMAT, Files, MANIFEST, Manifest, SETTINGS, TableEntry, hex};
use super::writer::{Digested, part_name};
use crate::db::{self, Origin, Step};

/// The longest member that is read as a whole.
const MEMBER: u64 = 16 << 20;
/// The longest row.
const LINE: u64 = 64 << 20;
/// Rows handed over at a time.
const ROWS: usize = 128;

type Tar = tar::Archive<GzDecoder<BufReader<File>>>;
type Entry<'a> = tar::Entry<'a, GzDecoder<BufReader<File>>>;

fn open(path: &Path) -> anyhow::Result<Tar> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(tar::Archive::new(GzDecoder::new(BufReader::new(file))))
}

/// The name of a member. Errors: it is no name, or leads elsewhere.
fn name_of(entry: &Entry<'_>) -> anyhow::Result<String> {
    let path = entry.path()?;
    ensure!(entry.header().entry_type().is_file(), "{} is no file", path.display());
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    let name = path.to_str().filter(|_| is_plain).context("a member has a name that cannot be used")?;
    Ok(name.to_owned())
}

/// What an archive says of itself, once all of it has been read and compared with its digests.
///
/// Errors: it is not a backup, not whole, altered, or of a later format.
pub(super) fn verify(path: &Path) -> anyhow::Result<Manifest> {
    let found = Seen::default().read(path);
    let name = path.display();
    let found = found.with_context(|| format!("{name} cannot be restored, it is damaged or not a backup of Prassi"))?;
    ensure!(
        found.about.format <= FORMAT,
        "{name} was written by a later Prassi ({}): restore it with that one",
        found.about.program
    );
    ensure!(
        found.schema <= db::newest_migration(),
        "{name} has schema {}, this program knows up to {}: restore it with a newer prassi",
        found.schema,
        db::newest_migration()
    );
    Ok(found)
}

/// What has been read of an archive.
#[derive(Default)]
struct Seen {
    about: Option<About>,
    tables: Vec<TableEntry>,
    digest: Sha256,
    /// Parts of the last table.
    parts: u32,
    files: Files,
    settings: String,
    manifest: Option<Manifest>,
}

impl Seen {
    fn read(mut self, path: &Path) -> anyhow::Result<Manifest> {
        let mut progress = Progress::new("bytes checked", 0);
        let mut tar = open(path)?;
        for entry in tar.entries()? {
            let mut entry = entry?;
            ensure!(self.manifest.is_none(), "something follows the manifest");
            self.member(&mut entry)?;
            progress.add(entry.size());
        }
        io::copy(&mut tar.into_inner(), &mut io::sink())?; // gzip's own sum stands at its end
        let manifest = self.manifest.take().context("its end is missing")?;
        self.end_table();
        let whole = self.about.as_ref() == Some(&manifest.about)
            && self.settings == manifest.settings
            && self.files.entry() == manifest.files;
        ensure!(whole, "its parts are not those of its manifest");
        let counted = manifest.tables.iter().filter(|table| table.rows > 0);
        ensure!(
            counted.map(|table| (&table.name, table.rows, &table.sha256)).eq(self.tables.iter().map(|table| (
                &table.name,
                table.rows,
                &table.sha256
            ))),
            "its tables are not those of its manifest"
        );
        progress.finish();
        Ok(manifest)
    }

    fn member(&mut self, entry: &mut Entry<'_>) -> anyhow::Result<()> {
        let name = name_of(entry)?;
        if self.about.is_none() {
            ensure!(name == ABOUT, "it does not begin as one");
            let about: About = serde_json::from_slice(&whole(entry)?)?;
            ensure!(about.what == "prassi-backup", "it is something else");
            self.about = Some(about);
        } else if name == MANIFEST {
            self.manifest = Some(serde_json::from_slice(&whole(entry)?)?);
        } else if name == SETTINGS {
            self.settings = hex(Sha256::new_with_prefix(whole(entry)?));
        } else if let Some(file) = name.strip_prefix("files/") {
            let mut digested = Digested { inner: entry, digest: Sha256::new(), bytes: 0 };
            io::copy(&mut digested, &mut io::sink())?;
            self.files.add(file, digested.bytes, &hex(digested.digest));
        } else if let Some((table, _)) = name.strip_prefix("tables/").and_then(|rest| rest.split_once('/')) {
            self.part(table, &name, entry)?;
        } else {
            bail!("{name} is none of its parts");
        }
        Ok(())
    }

    fn part(&mut self, table: &str, name: &str, entry: &mut Entry<'_>) -> anyhow::Result<()> {
        if self.tables.last().is_none_or(|last| last.name != table) {
            self.end_table();
            self.parts = 0;
            let name = table.to_owned();
            self.tables.push(TableEntry { name, columns: Vec::new(), rows: 0, sha256: String::new() });
        }
        self.parts += 1;
        ensure!(name == part_name(table, self.parts), "{name} is out of turn");
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = entry.read(&mut buffer)?;
            let Some(read) = buffer.get(..n).filter(|read| !read.is_empty()) else { return Ok(()) };
            self.digest.update(read);
            if let Some(last) = self.tables.last_mut() {
                last.rows += read.split(|byte| *byte == b'\n').skip(1).count() as u64;
            }
        }
    }

    fn end_table(&mut self) {
        if let Some(last) = self.tables.last_mut() {
            last.sha256 = hex(std::mem::take(&mut self.digest));
        }
    }
}

fn whole(entry: &mut Entry<'_>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(MEMBER).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hands over the rows of an archive that was verified, as long as somebody takes them.
pub(super) fn steps(path: &Path, manifest: &Manifest, to: &mpsc::Sender<db::Result<Step>>) -> anyhow::Result<()> {
    let origin = Origin { engine: manifest.engine.clone(), schema: manifest.schema, journal: manifest.journal };
    let total = manifest.tables.iter().map(|table| table.rows).sum();
    let mut progress = Progress::new("rows restored", total);
    to.blocking_send(Ok(Step::Origin(origin)))?;
    let mut tar = open(path)?;
    let mut last = String::new();
    for entry in tar.entries()? {
        let entry = entry?;
        let name = name_of(&entry)?;
        let Some((table, _)) = name.strip_prefix("tables/").and_then(|rest| rest.split_once('/')) else { continue };
        if table != last {
            let found = manifest.tables.iter().find(|known| known.name == table).context("a table is not known")?;
            let (name, columns, rows) = (found.name.clone(), found.columns.clone(), found.rows);
            to.blocking_send(Ok(Step::Table { name, columns, rows }))?;
            table.clone_into(&mut last);
        }
        progress.add(lines(entry, to)?);
    }
    progress.finish();
    Ok(())
}

/// Hands over the rows of one member; gives how many they were.
fn lines(entry: Entry<'_>, to: &mpsc::Sender<db::Result<Step>>) -> anyhow::Result<u64> {
    let mut lines = BufReader::with_capacity(64 * 1024, entry);
    let (mut count, mut rows, mut line) = (0, Vec::with_capacity(ROWS), Vec::new());
    loop {
        line.clear();
        if (&mut lines).take(LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        rows.push(serde_json::from_slice(&line)?);
        count += 1;
        if rows.len() == ROWS {
            to.blocking_send(Ok(Step::Rows(std::mem::take(&mut rows))))?;
        }
    }
    if !rows.is_empty() {
        to.blocking_send(Ok(Step::Rows(rows)))?;
    }
    Ok(count)
}

/// Unpacks the files of an archive that was verified into a folder; gives how many they were.
pub(super) fn files(path: &Path, folder: &Path) -> anyhow::Result<u64> {
    let mut count = 0;
    let mut tar = open(path)?;
    for entry in tar.entries()? {
        let mut entry = entry?;
        let name = name_of(&entry)?;
        let Some(name) = name.strip_prefix("files/") else { continue };
        let target: PathBuf = folder.join(name);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut options = File::options();
        let mut file = std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create_new(true), 0o600)
            .open(&target)
            .with_context(|| format!("{} cannot be written", target.display()))?;
        io::copy(&mut entry, &mut file)?;
        file.sync_all()?;
        count += 1;
    }
    Ok(count)
}
