//! Whether each uploaded file has its bytes, and all bytes their file.

use super::finding::Finding;
use crate::base::Timestamp;
use crate::blobs::Blobs;
use crate::config::Config;
use crate::db::Db;
use crate::files::{self, Inspection};

const CHECK: &str = "files";
/// Names of bytes in one sentence.
const NAMED: usize = 3;

pub(super) async fn look(db: &Db, config: &Config, now: Timestamp) -> Finding {
    let inspected = async { files::inspect(db, &Blobs::open(&config.data_dir)?, now).await };
    match inspected.await {
        Ok(seen) => told(&seen),
        Err(error) => {
            let remedy = "look at the folder \"files\" of data_dir: is it there, and may this user read it?";
            Finding::wrong(CHECK, format!("they cannot be looked at: {error:#}"), remedy)
        }
    }
}

fn told(seen: &Inspection) -> Finding {
    let all = format!("{} files with {} MiB", seen.files, seen.bytes >> 20);
    if let [first, ..] = seen.missing.as_slice() {
        let more = if seen.missing.len() > NAMED { ", …" } else { "" };
        let names = seen.missing.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let says = format!("{} of {all} have lost their bytes, or some of them: {names}{more}", seen.missing.len());
        let shelf: String = first.chars().take(2).collect();
        let remedy =
            format!("take them from a backup (files/files/{shelf}/{first} in the archive) into the same place");
        return Finding::wrong(CHECK, says, remedy);
    }
    if seen.orphans > 0 {
        let says = format!("{all}, and {} left over from uploads that were never finished", seen.orphans);
        return Finding::weak(CHECK, says, "nothing: a running server removes them within the hour");
    }
    Finding::fine(CHECK, format!("{all}, all where they belong"))
}
