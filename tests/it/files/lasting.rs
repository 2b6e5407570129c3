//! What lasts: orphans go, lost bytes are noticed, a backup carries rows and bytes of one moment.

use std::process::Stdio;
use std::time::Duration;

use prassi::blobs::{self, Blobs, Key};
use prassi::files::inspect;

use super::{Two, files_on, png, two};
use crate::house::{Engine, House, Place, on_both_engines};

on_both_engines!(bytes_without_a_row_go, rows_and_bytes_are_compared, a_backup_carries_files);

fn blobs_of(two: &Two) -> Blobs {
    Blobs::open(two.house.place.folder.path()).unwrap()
}

async fn bytes_without_a_row_go(engine: Engine) {
    let two = two(engine, &[]).await;
    assert_eq!(two.answer("Ecco.", &[("uno.png", &png(30, 30))]).await.status, 303);
    let known = two.bytes();
    let blobs = blobs_of(&two);
    let lost = Key::new(&two.house.rng);
    blobs.put(&lost, b"nobody's".to_vec()).await.unwrap();
    blobs.put(&lost.made(480), b"nobody's".to_vec()).await.unwrap();
    let mut killed = blobs.create(&Key::new(&two.house.rng)).await.unwrap();
    killed.write(&vec![1; 300_000]).await.unwrap();
    std::mem::forget(killed);
    assert_eq!(two.bytes().len(), known.len() + 3);
    // The clock of the tests stands before or after the machine's: a sweep of long ago sees young bytes.
    let back = two.house.clock.now().since(prassi::base::Timestamp(0)) + Duration::from_hours(24 * 365 * 30);
    let now = prassi::base::Clock::System.now();
    let seen = inspect(&two.house.db, &blobs, now).await.unwrap();
    assert_eq!((seen.files, seen.missing.len(), seen.orphans), (1, 0, 0), "young bytes are let be");
    let later = now.plus(back);
    assert_eq!(inspect(&two.house.db, &blobs, later).await.unwrap().orphans, 2);
    two.house.clock.advance(back);
    let backup = blobs::hold_still(two.house.place.folder.path()).unwrap();
    two.sweep().await;
    assert_eq!(two.bytes().len(), known.len() + 3, "a backup copies");
    drop(backup);
    two.sweep().await;
    let mut left = two.bytes();
    left.sort();
    let mut known = known;
    known.sort();
    assert_eq!(left, known);
}

async fn rows_and_bytes_are_compared(engine: Engine) {
    let two = two(engine, &[]).await;
    assert_eq!(two.answer("Ecco.", &[("uno.txt", b"uno"), ("due.png", &png(30, 30))]).await.status, 303);
    let (blobs, now) = (blobs_of(&two), prassi::base::Clock::System.now());
    let seen = inspect(&two.house.db, &blobs, now).await.unwrap();
    assert_eq!((seen.files, seen.missing.len(), seen.orphans), (2, 0, 0));
    let all = two.bytes();
    let large = all.iter().find(|path| path.to_string_lossy().ends_with("-1280")).unwrap();
    let text = all.iter().find(|path| std::fs::metadata(path).unwrap().len() == 3).unwrap();
    std::fs::remove_file(large).unwrap();
    std::fs::write(text, "un").unwrap();
    let seen = inspect(&two.house.db, &blobs, now).await.unwrap();
    assert_eq!(seen.missing.len(), 2, "one has lost a picture, one a byte");
    let picture = files_on(&two.page(&two.his).await);
    let mut statuses = Vec::new();
    for path in picture {
        statuses.push(two.his.get(&format!("{path}/figura/1280")).await.status);
    }
    assert!(statuses.contains(&500) && statuses.contains(&404), "{statuses:?}");
}

async fn prassi(place: &Place, arguments: &[&str]) -> (bool, String) {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.env("PRASSI_DATA_DIR", place.folder.path()).env("PRASSI_DATABASE_URL", &place.database_url);
    let output = command.output().await.unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

async fn a_backup_carries_files(engine: Engine) {
    let two = two(engine, &[]).await;
    let photo = png(600, 400);
    assert_eq!(two.answer("Ecco.", &[("uno.png", &photo), ("due.txt", b"due")]).await.status, 303);
    let path = files_on(&two.page(&two.his).await).remove(0);
    let mut half = blobs_of(&two).create(&Key::new(&two.house.rng)).await.unwrap();
    half.write(&vec![1; 300_000]).await.unwrap();
    let kept = tempfile::tempdir().unwrap();
    let archive = kept.path().join("copia.tar.gz").display().to_string();
    let (is_done, said) = prassi(&two.house.place, &["backup", &archive]).await;
    assert!(is_done && said.contains(" 4 files"), "what is on its way is left out: {said}");
    drop(half);
    let place = Place::new(engine).await;
    let (is_done, said) = prassi(&place, &["restore", &archive]).await;
    assert!(is_done, "{said}");
    let house = House::open_at(place, &[]).await;
    let his = house.signed_in(&two.nives).await;
    let original = his.http.get(format!("{}{path}", his.base)).send().await.unwrap();
    assert_eq!(original.bytes().await.unwrap(), photo);
    assert_eq!(his.get(&format!("{path}/figura/480")).await.status, 200);
    let seen = inspect(&house.db, &Blobs::open(house.place.folder.path()).unwrap(), house.clock.now()).await.unwrap();
    assert_eq!((seen.files, seen.missing.len()), (2, 0));
    let (_, said) = prassi(&house.place, &["doctor", "--json", "--offline"]).await;
    assert!(said.contains("2 files with 0 MiB, all where they belong"), "{said}");
    std::fs::remove_dir_all(house.place.folder.path().join("files")).unwrap();
    let (is_sound, said) = prassi(&house.place, &["doctor", "--json", "--offline"]).await;
    assert!(!is_sound && said.contains("2 of 2 files with 0 MiB have lost their bytes"), "{said}");
}
