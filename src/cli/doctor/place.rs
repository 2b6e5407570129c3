//! Settings that do not go together, files that others may read, disks that are full.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::finding::Finding;
use crate::config::{Config, DatabaseUrl, MailRoute, Secret, Security};

/// Less than this is too little to go on.
const LEAST_FREE: u64 = 200 << 20;
/// Less than this is time to do something.
const GOOD_FREE: u64 = 2 << 30;
/// The bits of a mode that let others than owner and group in.
const OTHERS: u32 = 0o007;

pub(super) fn look(config: &Config) -> Vec<Finding> {
    let mut findings = vec![Finding::fine("configuration", "every setting is understood")];
    findings.extend(addresses(config));
    findings.extend(secrets(config));
    findings.push(data_folder(&config.data_dir));
    findings.push(disk(&config.data_dir));
    findings
}

/// Who can reach the server, and as whom it sees them.
fn addresses(config: &Config) -> Vec<Finding> {
    let (listen, url) = (config.listen, config.public_url());
    let is_open = !listen.ip().is_loopback();
    let mut findings = Vec::new();
    if config.mail_route() == MailRoute::Mailbox && is_open {
        findings.push(Finding::wrong(
            "mailbox",
            format!("everybody who reaches {listen} can read every letter, with its links, at /dev/mail"),
            "set public_url to the address people use, or listen to 127.0.0.1, or dev.mailbox to \"never\"",
        ));
    }
    if config.seeds_demo() && is_open {
        findings.push(Finding::wrong(
            "demo",
            format!("{listen} is open to others, and the invented people of an empty database have a known password"),
            "set public_url to the address people use, or demo to \"never\"",
        ));
    }
    if let Some(figures) = config.metrics.listen.filter(|address| !address.ip().is_loopback()) {
        let says = format!("the figures at {figures} are open to whoever reaches it (they name nobody)");
        findings.push(Finding::weak("metrics", says, "listen to 127.0.0.1, or let a firewall stand before it"));
    }
    findings.push(if url.is_https() && config.trusted_proxies.is_empty() {
        Finding::weak(
            "proxy",
            format!("{url} is served by something in front, whose X-Forwarded-For is not believed: all visitors share one address, and its limit of failed sign-ins"),
            "name the proxy in trusted_proxies, such as [\"127.0.0.1\"]",
        )
    } else if !url.is_https() && !config.is_local() {
        Finding::wrong(
            "proxy",
            format!("{url} is not https: passwords and sessions travel in the clear"),
            "put a proxy with a certificate in front (docs/running.md) and set public_url to its https address",
        )
    } else {
        Finding::fine("proxy", format!("{url}, listening on {listen}"))
    });
    if config.smtp.host.is_some() && config.smtp.security == Security::None && config.smtp.username.is_some() {
        let remedy = "set smtp.security to \"starttls\" or \"tls\"";
        findings.push(Finding::wrong("mail", "the password of the mail server travels in the clear", remedy));
    }
    findings
}

/// Whether others can read the files that hold secrets.
fn secrets(config: &Config) -> Vec<Finding> {
    let mask = Secret::new("").to_string();
    let mut files: Vec<(&Path, &str)> = config
        .settings()
        .iter()
        .filter(|setting| setting.value == mask)
        .map(|setting| (Path::new(&setting.origin), "holds passwords"))
        .filter(|(path, _)| path.is_file())
        .collect();
    files.dedup();
    if let DatabaseUrl::Sqlite(path) = &config.database_url {
        files.push((path, "holds what people write, and the hashes of their passwords"));
    }
    let mut findings: Vec<Finding> = files
        .into_iter()
        .filter(|(path, _)| is_open_to_others(path))
        .map(|(path, what)| {
            let says = format!("everybody on this computer can read {}, which {what}", path.display());
            Finding::weak("secrets", says, format!("chmod o-rwx {}, or the folder it is in", path.display()))
        })
        .collect();
    if findings.is_empty() {
        findings.push(Finding::fine("secrets", "others cannot read the files that hold secrets"));
    }
    findings
}

/// Whether others may read a file and get into the folder it is in.
fn is_open_to_others(path: &Path) -> bool {
    let mode = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.permissions().mode() & OTHERS);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    mode(path) & 0o004 != 0 && mode(folder) & 0o001 != 0
}

fn data_folder(folder: &Path) -> Finding {
    let probe = folder.join(format!(".prassi-{}", std::process::id()));
    if !folder.exists() {
        let says = format!("{} is not there yet: the server makes it when it starts", folder.display());
        return Finding::weak("data folder", says, "nothing, if this is the first time; otherwise look at data_dir");
    }
    match std::fs::write(&probe, "").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => Finding::fine("data folder", format!("{} takes files", folder.display())),
        Err(error) => Finding::wrong(
            "data folder",
            format!("{} does not take files: {error}", folder.display()),
            "run this as the user the server runs as, and give that user the folder (chown)",
        ),
    }
}

fn disk(folder: &Path) -> Finding {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    match rustix::fs::statvfs(there) {
        Ok(found) => free(found.f_bavail.saturating_mul(found.f_frsize), folder),
        Err(error) => Finding::weak("disk", format!("how much is free cannot be told: {error}"), "look with df"),
    }
}

fn free(bytes: u64, folder: &Path) -> Finding {
    let says = format!("{} MiB are free where {} is", bytes >> 20, folder.display());
    match bytes {
        0..LEAST_FREE => Finding::wrong("disk", says, "make room: the server answers with errors once nothing is left"),
        LEAST_FREE..GOOD_FREE => Finding::weak("disk", says, "make room soon, and look at how fast it grows"),
        _ => Finding::fine("disk", says),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::Verdict;
    use super::*;

    fn config(env: &[(&str, &str)]) -> Config {
        Config::load(None, env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))).unwrap()
    }

    fn verdicts(env: &[(&str, &str)]) -> Vec<(&'static str, Verdict)> {
        addresses(&config(env)).into_iter().map(|finding| (finding.check, finding.verdict)).collect()
    }

    #[test]
    fn settings_are_looked_at_together() {
        let (fine, weak, wrong) = (Verdict::Fine, Verdict::Weak, Verdict::Wrong);
        assert_eq!(verdicts(&[]), [("proxy", fine)]);
        let open = [("PRASSI_LISTEN", "0.0.0.0:8080"), ("PRASSI_PUBLIC_URL", "http://localhost:8080")];
        assert_eq!(verdicts(&open), [("mailbox", wrong), ("demo", wrong), ("proxy", fine)]);
        let https = ("PRASSI_PUBLIC_URL", "https://prassi.example.it");
        assert_eq!(verdicts(&[https]), [("proxy", weak)]);
        assert_eq!(verdicts(&[https, ("PRASSI_TRUSTED_PROXIES", "127.0.0.1")]), [("proxy", fine)]);
        assert_eq!(verdicts(&[("PRASSI_PUBLIC_URL", "http://prassi.example.it")]), [("proxy", wrong)]);
        let mail = [
            ("PRASSI_SMTP__HOST", "mail.example.it"),
            ("PRASSI_SMTP__USERNAME", "prassi"),
            ("PRASSI_SMTP__SECURITY", "none"),
        ];
        assert_eq!(verdicts(&mail), [("proxy", fine), ("mail", wrong)]);
    }

    #[test]
    fn a_disk_fills_up() {
        let verdict = |bytes| free(bytes, Path::new("data")).verdict;
        assert_eq!(
            [verdict(0), verdict(LEAST_FREE), verdict(GOOD_FREE)],
            [Verdict::Wrong, Verdict::Weak, Verdict::Fine]
        );
    }

    #[test]
    fn only_what_others_can_reach_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("prassi.toml");
        std::fs::write(&file, "").unwrap();
        let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        for (of_folder, of_file, is_open) in
            [(0o755, 0o644, true), (0o755, 0o640, false), (0o700, 0o644, false), (0o711, 0o604, true)]
        {
            mode(&file, of_file);
            mode(folder.path(), of_folder);
            assert_eq!(is_open_to_others(&file), is_open, "{of_folder:o} {of_file:o}");
        }
        mode(folder.path(), 0o700);
    }
}
