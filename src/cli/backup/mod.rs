//! `prassi backup` and `prassi restore`: one archive, whichever engine it comes from and goes to.
//!
//! An archive is a tar file in gzip: `about.json` first, `tables/<name>/<part>.jsonl` (a line of JSON for each row),
//! `files/…` (what else is in the data folder), `settings.txt` (without secrets), and at the end `manifest.json` with
//! counts and digests. docs/running.md says so to operators.

mod files;
mod manifest;
mod reader;
mod writer;

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::mpsc;

use self::manifest::{About, FORMAT};
use self::writer::Writer;
use super::Failure;
use crate::app;
use crate::base::{Clock, Timestamp};
use crate::blobs;
use crate::config::{Config, DatabaseUrl};
use crate::db::{self, Location};

/// Batches of rows between the archive and the database.
const AHEAD: usize = 16;
/// How often, and how many times, a backup asks for the files to be left where they are.
const WAIT: Duration = Duration::from_millis(200);
const WAITS: u32 = 1500;

/// Writes an archive while the server goes on. Prints where it is.
pub(super) async fn backup(config: &Config, to: &Path) -> Result<(), Failure> {
    let now = Clock::System.now();
    let target = target(config, to, now)?;
    let location = app::location(config);
    if let Location::Sqlite(path) = &location
        && !path.exists()
    {
        return Err(Failure::Usage(format!("there is nothing to copy: {} is not there", path.display())));
    }
    let part = Part::beside(&target)?;
    part.remove_when_interrupted();
    let file = part.create()?;
    let mtime = u64::try_from(now.0 / 1_000_000).unwrap_or_default();
    let about = About {
        what: "prassi-backup".to_owned(),
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        at: now.rfc3339(),
    };
    let mut writer = Writer::begin(file, about, mtime).map_err(anyhow::Error::from)?;
    // Until the end: rows that are copied first have their bytes when those are copied.
    let _still = still(&config.data_dir).await?;
    db::copy_out(&location, &mut writer).await?;
    let database = match &location {
        Location::Sqlite(path) => Some(path.as_path()),
        Location::Postgres(_) => None,
    };
    let manifest = pack(config, database, writer).context("the files could not be copied")?;
    part.finish(&target)?;
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    println!("{}", target.display());
    eprintln!(
        "{} tables, {rows} rows, {} files; as of event {}",
        manifest.tables.len(),
        manifest.files.count,
        manifest.journal
    );
    Ok(())
}

/// Keeps the bytes of files where they are; waits for somebody who is removing some.
async fn still(data_dir: &Path) -> anyhow::Result<Option<blobs::Held>> {
    for _ in 0..WAITS {
        let held = blobs::hold_still(data_dir)?;
        if held.is_some() || !data_dir.join(blobs::FOLDER).exists() {
            return Ok(held);
        }
        tokio::time::sleep(WAIT).await;
    }
    anyhow::bail!("files are being removed for minutes on end: is another backup running?")
}

fn pack(config: &Config, database: Option<&Path>, mut writer: Writer) -> anyhow::Result<manifest::Manifest> {
    for (name, path) in files::under(&config.data_dir, database)? {
        writer.file(&name, &path)?;
    }
    let mut settings = String::from("# Secrets are not in here: keep them elsewhere.\n");
    for setting in config.settings() {
        writeln!(settings, "{} = {}    ({})", setting.key, setting.value, setting.origin)?;
    }
    Ok(writer.finish(&settings)?)
}

/// Where the archive goes: the file itself, or a new name in the folder. Errors: it exists, or lies in the data folder.
fn target(config: &Config, to: &Path, now: Timestamp) -> Result<PathBuf, Failure> {
    let target = if to.is_dir() {
        let stamp: String = now.rfc3339().chars().take(19).filter(|c| !matches!(c, '-' | ':')).collect();
        to.join(format!("prassi-{stamp}Z.tar.gz"))
    } else {
        to.to_owned()
    };
    if target.exists() {
        return Err(Failure::Usage(format!("{} is there already: choose another name", target.display())));
    }
    let folder = target.parent().map(files::full).unwrap_or_default();
    if !folder.is_dir() {
        return Err(Failure::Usage(format!("the folder {} is not there: make it first", folder.display())));
    }
    if folder.starts_with(files::full(&config.data_dir)) {
        let sentence = "is inside the data folder: choose another place, or the copy is lost with the original";
        return Err(Failure::Usage(format!("{} {sentence}", target.display())));
    }
    Ok(target)
}

/// An archive that is being written; removed unless it is finished.
struct Part {
    path: PathBuf,
}

impl Part {
    fn beside(target: &Path) -> Result<Self, Failure> {
        let name = target.file_name().context("the archive needs a name")?.to_string_lossy();
        Ok(Self { path: target.with_file_name(format!(".{name}.{}.part", std::process::id())) })
    }

    fn create(&self) -> anyhow::Result<File> {
        let mut options = File::options();
        std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create_new(true), 0o600)
            .open(&self.path)
            .with_context(|| format!("{} cannot be written", self.path.display()))
    }

    /// Ctrl-C leaves nothing behind either.
    fn remove_when_interrupted(&self) {
        let path = self.path.clone();
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                let _ = std::fs::remove_file(path); // it may not have been made yet
                eprintln!("prassi: interrupted, nothing was written");
                std::process::exit(130);
            }
        });
    }

    fn finish(self, target: &Path) -> anyhow::Result<()> {
        std::fs::rename(&self.path, target)?;
        let folder = target.parent().map(files::full).unwrap_or_default();
        File::open(folder)?.sync_all()?; // the new name is on the disk too
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path); // finished, it is there no more
    }
}

/// Fills an empty place from an archive.
pub(super) async fn restore(config: &Config, archive: &Path) -> Result<(), Failure> {
    let location = app::location(config);
    refuse_what_is_there(config, &location).await?;
    let manifest = reader::verify(archive)?;
    let unpacked = Unpacked::into(&config.data_dir)?;
    let files = reader::files(archive, &config.data_dir)?;
    if let DatabaseUrl::Sqlite(path) = &config.database_url
        && let Some(folder) = path.parent()
    {
        crate::app::private_folder(folder).map_err(anyhow::Error::from)?;
    }
    let (to, steps) = mpsc::channel(AHEAD);
    let (path, read) = (archive.to_owned(), manifest.clone());
    let reading = tokio::task::spawn_blocking(move || {
        if let Err(error) = reader::steps(&path, &read, &to) {
            // Nobody listens when the database has refused already: its error is the one that is told.
            let _ = to.blocking_send(Err(db::Error::Broken(format!("{error:#}"))));
        }
    });
    db::copy_in(&location, steps).await?;
    reading.await.map_err(anyhow::Error::from)?;
    unpacked.keep();
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    println!("Restored: {rows} rows and {files} files of {}, as of event {}.", manifest.about.at, manifest.journal);
    println!("Look at it with «prassi doctor», then start «prassi serve».");
    Ok(())
}

async fn refuse_what_is_there(config: &Config, location: &Location) -> Result<(), Failure> {
    let folder = &config.data_dir;
    let has_files = std::fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != "lost+found")));
    if has_files {
        return Err(Failure::Db(db::Error::NotEmpty(format!("the folder {}", folder.display()))));
    }
    if !db::is_empty(location).await? {
        let what = match location {
            Location::Sqlite(path) => path.display().to_string(),
            Location::Postgres(_) => "the PostgreSQL schema that database_url leads to".to_owned(),
        };
        return Err(Failure::Db(db::Error::NotEmpty(what)));
    }
    Ok(())
}

/// What a restore puts into the data folder, which was empty; removed unless all goes well.
struct Unpacked {
    folder: PathBuf,
    is_kept: bool,
}

impl Unpacked {
    fn into(folder: &Path) -> Result<Self, Failure> {
        crate::app::private_folder(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), is_kept: false })
    }

    fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        let Some(entries) = (!self.is_kept).then(|| std::fs::read_dir(&self.folder).ok()).flatten() else { return };
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| !path.ends_with("lost+found")) {
            // What cannot be removed makes the next restore refuse the place, which says enough.
            let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        }
    }
}
