use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

const FILE: &str = layers::DEFAULTS;

fn env(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into_iter()
}

fn load(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::load(None, env(pairs))
}

fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
    load(pairs).expect_err("should be refused").problems.iter().map(ToString::to_string).collect()
}

/// A file of the operator's own.
struct Own(tempfile::TempDir);

impl Own {
    fn new(text: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("own.toml"), text).unwrap();
        Self(dir)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("own.toml")
    }

    fn load(&self) -> Result<Config, ConfigError> {
        Config::load(Some(&self.path()), env(&[]))
    }

    fn problems(&self) -> Vec<String> {
        let folder = format!("{}/", self.0.path().display());
        let error = self.load().expect_err("should be refused");
        error.problems.iter().map(|problem| problem.to_string().replace(&folder, "")).collect()
    }
}

/// Keys of the documented file in order, each with the comment right above it.
fn documented() -> Vec<(String, String)> {
    let (mut section, mut comment, mut keys) = (String::new(), String::new(), Vec::new());
    for line in FILE.lines() {
        if let Some(text) = line.strip_prefix('#') {
            comment.push_str(text);
        } else if let Some(name) = line.strip_prefix('[') {
            section = format!("{}.", name.trim_end_matches(']'));
            comment.clear();
        } else if let Some((key, _)) = line.split_once(" = ") {
            keys.push((format!("{section}{key}"), std::mem::take(&mut comment)));
        } else {
            comment.clear();
        }
    }
    keys
}

fn variable(key: &str) -> String {
    format!("PRASSI_{}", key.to_uppercase().replace('.', "__"))
}

#[test]
fn the_defaults_are_a_configuration() {
    let config = load(&[]).unwrap();

    assert_eq!(config.public_url().as_str(), "http://127.0.0.1:8080");
    assert!(config.is_local() && !config.secure_cookies() && config.seeds_demo());
    assert_eq!(config.mail_route(), MailRoute::Mailbox);
    assert_eq!(config.database_url, DatabaseUrl::Sqlite("data/prassi.db".into()));
    assert_eq!(config.default_language, Language::It);
    assert_eq!(config.time_zone.iana_name(), Some("Europe/Rome"));
    assert_eq!(config.smtp.from.email.to_string(), "prassi@localhost");
    assert_eq!((config.passwords.hash_memory_kib, config.passwords.min_length), (19_456, 12));
    assert!(config.links.privacy.is_none() && config.trusted_proxies.is_empty());
}

#[test]
fn every_key_is_explained_right_above_it() {
    for (key, comment) in documented() {
        assert!(comment.len() > 20, "config/prassi.toml: {key} has no comment line above it");
    }
}

#[test]
fn the_file_the_reader_and_the_structs_know_the_same_keys() {
    let file: BTreeSet<_> = documented().into_iter().map(|(key, _)| key).collect();
    let read: BTreeSet<_> = load(&[]).unwrap().settings().iter().map(|setting| setting.key.clone()).collect();

    assert_eq!(file, read);
    assert_eq!(file, fields_of("Config", ""));
}

/// The fields of a struct of `mod.rs`, those of its sections with the section's name.
fn fields_of(name: &str, prefix: &str) -> BTreeSet<String> {
    let source = include_str!("mod.rs");
    let field = regex::Regex::new(r"(?m)^    (?:pub )?(\w+): (\w+)").unwrap();
    let named = |wanted: &str| {
        let (_, rest) = source.split_once(&format!("\npub struct {wanted} {{\n"))?;
        rest.split_once("\n}").map(|(body, _)| body)
    };
    let mut keys = BTreeSet::new();
    for found in field.captures_iter(named(name).unwrap()) {
        let (ident, kind) = (&found[1], &found[2]);
        match named(kind) {
            Some(_) => keys.extend(fields_of(kind, &format!("{ident}."))),
            None if ident == "settings" => {}
            None => {
                keys.insert(format!("{prefix}{ident}"));
            }
        }
    }
    keys
}

#[test]
fn the_bounds_in_the_comments_are_the_bounds() {
    let bounds = regex::Regex::new(r"Allowed: (\d+) to (\d+)").unwrap();
    let mut numbers = 0;
    for (key, comment) in documented() {
        let Some(found) = bounds.captures(&comment) else { continue };
        if comment.contains("characters.") && key == "community_name" {
            continue;
        }
        let (low, high): (i64, i64) = (found[1].parse().unwrap(), found[2].parse().unwrap());
        let refused = |number: i64| match load(&[(&variable(&key), &number.to_string())]) {
            Ok(_) => false,
            Err(error) => error.problems.iter().any(|p| matches!(p, Problem::Value { key: k, .. } if *k == key)),
        };
        numbers += 1;
        assert!(!refused(low) && !refused(high), "{key}: the documented bounds are refused");
        assert!(refused(low - 1) && refused(high + 1), "{key}: more is accepted than documented");
    }
    assert_eq!(numbers, load(&[]).unwrap().settings().iter().filter(|s| s.value.parse::<i64>().is_ok()).count());
}

#[test]
fn the_words_in_the_comments_are_the_words() {
    let word = regex::Regex::new("\"([a-z]+)\"").unwrap();
    for key in ["default_language", "demo", "log_format", "smtp.security", "dev.mailbox", "log"] {
        let (_, comment) = documented().into_iter().find(|(k, _)| k == key).unwrap();
        let allowed = comment.split("Allowed:").nth(1).unwrap();
        let words: Vec<_> = word.captures_iter(allowed).map(|found| found[1].to_owned()).collect();
        assert!(words.len() > 1, "{key}");
        for word in words {
            load(&[(&variable(key), &word)]).unwrap();
        }
    }
    assert_eq!(
        problems(&[("PRASSI_SMTP__SECURITY", "ssl")]),
        ["smtp.security: expected «starttls» or «tls» or «none», found «ssl» (from PRASSI_SMTP__SECURITY)"]
    );
}

#[test]
fn variables_stand_over_the_file_and_the_file_over_the_defaults() {
    let own = Own::new("community_name = 'Uno'\nlog = 'warn'\n[smtp]\nport = 465\nsecurity = 'tls'\n");
    let config = Config::load(
        Some(&own.path()),
        env(&[("PRASSI_COMMUNITY_NAME", "Due"), ("PRASSI_SMTP__HOST", "posta.example.it"), ("HOME", "/")]),
    )
    .unwrap();

    assert_eq!(config.community_name, "Due");
    assert_eq!((config.log.as_str(), config.smtp.port, config.smtp.security), ("warn", 465, Security::Tls));
    assert_eq!(config.smtp.host.as_deref(), Some("posta.example.it"));
    assert_eq!(config.mail_route(), MailRoute::Smtp);
    let origin = |key: &str| config.settings().iter().find(|s| s.key == key).unwrap().origin.clone();
    assert_eq!(origin("community_name"), "PRASSI_COMMUNITY_NAME");
    assert!(origin("smtp.port").ends_with("own.toml"));
    assert_eq!(origin("jobs.workers"), "the defaults");
}

#[test]
fn the_variable_names_the_file_unless_the_command_line_does() {
    let (one, two) = (Own::new("community_name = 'Uno'"), Own::new("community_name = 'Due'"));
    let name = one.path().display().to_string();

    assert_eq!(load(&[("PRASSI_CONFIG", &name)]).unwrap().community_name, "Uno");
    let both = Config::load(Some(&two.path()), env(&[("PRASSI_CONFIG", &name)])).unwrap();
    assert_eq!(both.community_name, "Due");
    assert_eq!(load(&[("PRASSI_CONFIG", "")]).unwrap().community_name, "Prassi");
}

#[test]
fn what_the_test_run_sets_for_servers_is_no_setting() {
    assert!(load(&[("PRASSI_STATEMENT_LOG", "/tmp/notes")]).is_ok());
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let error = Config::load(Some(Path::new("/nowhere/p.toml")), env(&[])).unwrap_err().to_string();
    assert!(error.contains("/nowhere/p.toml: the configuration file cannot be read: No such file"), "{error}");
    assert!(problems(&[("PRASSI_CONFIG", "/nowhere/q.toml")])[0].starts_with("/nowhere/q.toml"));
}

#[test]
fn all_problems_come_at_once_and_name_their_origin() {
    let own = Own::new("listen = 'here'\nhost = 'x'\n[smtp]\nprot = 25\n[stmp]\nhost = 'x'\n");
    let error = Config::load(
        Some(&own.path()),
        env(&[("PRASSI_SMTP__PORT", "abc"), ("PRASSI_SMTP_HOST", "x"), ("PRASSI_SMTP", "x"), ("PRASSI_QWXZ", "1")]),
    )
    .unwrap_err();
    let folder = format!("{}/", own.0.path().display());

    assert_eq!(
        error.to_string().replace(&folder, ""),
        "the configuration has 8 problems:\n\
         - host: not a known setting; did you mean smtp.host? (in own.toml)\n\
         - smtp.prot: not a known setting; did you mean smtp.port? (in own.toml)\n\
         - stmp: not a known setting; did you mean smtp? (in own.toml)\n\
         - PRASSI_QWXZ: not a known setting\n\
         - PRASSI_SMTP: not a known setting; did you mean PRASSI_SMTP__PORT?\n\
         - PRASSI_SMTP_HOST: not a known setting; did you mean PRASSI_SMTP__HOST?\n\
         - listen: expected an IP address and a port, such as 127.0.0.1:8080, found «here» (from own.toml)\n\
         - smtp.port: expected a number between 1 and 65535, found «abc» (from PRASSI_SMTP__PORT)"
    );
}

#[test]
fn sections_and_values_are_not_confused() {
    assert_eq!(
        Own::new("smtp = 'smtp://me:hunter2@host'\nlisten = { port = 1 }\njobs.workers = '2'\nlive.max_sockets = 1.5")
            .problems(),
        [
            "smtp: expected a section, written [smtp], found a single value (from own.toml)",
            "listen: expected an IP address and a port, such as 127.0.0.1:8080, found a section (from own.toml)",
            "live.max_sockets: expected a number between 1 and 1000000, found «1.5» (from own.toml)",
            "jobs.workers: expected a number between 1 and 256, found «2» (from own.toml)",
        ]
    );
}

#[test]
fn a_file_that_is_not_toml_is_placed_but_not_quoted() {
    assert_eq!(
        Own::new("log = 'info'\n[smtp]\npassword = \"hunter2\n").problems(),
        ["own.toml: not valid TOML at line 3, column 20: invalid basic string"]
    );
}

#[test]
fn public_addresses() {
    for (given, url, local, secure) in [
        ("https://prassi.example.it", "https://prassi.example.it", false, true),
        ("https://Prassi.Example.IT:443/", "https://prassi.example.it", false, true),
        ("http://localhost:3000", "http://localhost:3000", true, false),
        ("http://[::1]:80", "http://[::1]", true, false),
        ("http://127.8.9.1", "http://127.8.9.1", true, false),
        ("http://prassi.localhost", "http://prassi.localhost", true, false),
        ("http://127.example.it", "http://127.example.it", false, false),
        ("https://10.0.0.1:8443", "https://10.0.0.1:8443", false, true),
    ] {
        let config = load(&[("PRASSI_PUBLIC_URL", given)]).unwrap();
        assert_eq!(config.public_url().as_str(), url);
        assert_eq!((config.is_local(), config.secure_cookies()), (local, secure), "{given}");
        assert_eq!(config.public_url().join("/oggi"), format!("{url}/oggi"));
    }
    for wrong in [
        "prassi.example.it",
        "ftp://x.it",
        "https://",
        "https://x.it/sotto",
        "https://x.it?a=b",
        "https://x.it#a",
        "https://x.it:99999",
        "https://x.it:0",
        "https://x.it:",
        "https://x y.it",
        "https://@x.it",
        "https:///x",
    ] {
        assert!(load(&[("PRASSI_PUBLIC_URL", wrong)]).is_err(), "{wrong}");
    }
}

#[test]
fn passkeys_belong_to_a_name() {
    for (given, home) in [
        ("https://prassi.example.it", Some(("prassi.example.it", "https://prassi.example.it"))),
        ("https://prassi.example.it:8443", Some(("prassi.example.it", "https://prassi.example.it:8443"))),
        ("http://localhost:8080", Some(("localhost", "http://localhost:8080"))),
        ("http://127.0.0.1:8080", Some(("localhost", "http://localhost:8080"))),
        ("http://[::1]:8080", Some(("localhost", "http://localhost:8080"))),
        ("http://prassi.example.it", None),
        ("https://192.0.2.7", None),
        ("https://[2001:db8::7]", None),
    ] {
        let config = load(&[("PRASSI_PUBLIC_URL", given)]).unwrap();
        let found = config.public_url().passkey_home();
        assert_eq!(found.as_ref().map(|home| (home.host.as_str(), home.origin.as_str())), home, "{given}");
    }
}

#[test]
fn the_public_address_follows_the_port_unless_it_is_none() {
    let config = load(&[("PRASSI_LISTEN", "[::1]:9")]).unwrap();
    assert_eq!(config.public_url().as_str(), "http://[::1]:9");
    assert!(config.is_local());
    assert!(!load(&[("PRASSI_LISTEN", "192.168.1.5:80")]).unwrap().is_local());

    assert_eq!(
        problems(&[("PRASSI_LISTEN", "0.0.0.0:8080")]),
        [
            "public_url: say the address people type in their browser: 0.0.0.0:8080 is none, and links in letters need one \
          (from PRASSI_LISTEN)"
        ]
    );
    load(&[("PRASSI_LISTEN", "0.0.0.0:8080"), ("PRASSI_PUBLIC_URL", "https://x.it")]).unwrap();
}

#[test]
fn databases() {
    let at = |url: &str| load(&[("PRASSI_DATA_DIR", "/var/p"), ("PRASSI_DATABASE_URL", url)]).map(|c| c.database_url);
    assert_eq!(at("").unwrap(), DatabaseUrl::Sqlite("/var/p/prassi.db".into()));
    assert_eq!(at("sqlite:a/b.db").unwrap(), DatabaseUrl::Sqlite("a/b.db".into()));
    assert_eq!(at("sqlite:///a/b.db").unwrap(), DatabaseUrl::Sqlite("/a/b.db".into()));
    for url in ["postgres://u:hunter2@h/d", "postgresql:///d?host=/run"] {
        let DatabaseUrl::Postgres(secret) = at(url).unwrap() else { panic!("{url}") };
        assert_eq!(secret.expose(), url);
    }
    for wrong in ["mysql://u:hunter2@h/d", "sqlite:", "sqlite::memory:", "postgres://", "prassi.db"] {
        assert_eq!(
            at(wrong).unwrap_err().to_string(),
            "the configuration has a problem: database_url: expected postgres://…, postgresql://… or sqlite:PATH, \
             found something else, which is not shown (from PRASSI_DATABASE_URL)"
        );
    }
}

#[test]
fn proxies() {
    let config = load(&[("PRASSI_TRUSTED_PROXIES", "10.0.0.7, 192.168.0.0/16,fd00::/8 ")]).unwrap();
    for (ip, trusted) in [
        ("10.0.0.7", true),
        ("10.0.0.8", false),
        ("192.168.255.1", true),
        ("192.169.0.1", false),
        ("::ffff:10.0.0.7", true),
        ("fd12::1", true),
        ("fe80::1", false),
    ] {
        assert_eq!(config.trusts_proxy(ip.parse().unwrap()), trusted, "{ip}");
    }
    assert_eq!(Own::new("trusted_proxies = ['0.0.0.0/0']").load().unwrap().trusted_proxies.len(), 1);
    for wrong in ["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/+8", "proxy.example.it"] {
        assert_eq!(problems(&[("PRASSI_TRUSTED_PROXIES", wrong)]).len(), 1, "{wrong}");
    }
    assert!(Own::new("trusted_proxies = '10.0.0.1'").problems()[0].contains("found «10.0.0.1» (from own.toml)"));
}

#[test]
fn footer_links() {
    let config = load(&[("PRASSI_LINKS__PRIVACY", "/privacy"), ("PRASSI_LINKS__FEEDBACK", "mailto:a@b.it")]).unwrap();
    assert_eq!(config.links.privacy.as_deref(), Some("/privacy"));
    assert_eq!(config.links.feedback.as_deref(), Some("mailto:a@b.it"));
    for wrong in ["javascript:alert(1)", "https://", "//elsewhere.it", "https://x.it/a b", "privacy", "mailto:a@b.it"] {
        assert_eq!(problems(&[("PRASSI_LINKS__PRIVACY", wrong)]).len(), 1, "{wrong}");
    }
}

#[test]
fn texts_and_words_are_checked() {
    for (key, wrong) in [
        ("data_dir", ""),
        ("listen", "localhost"),
        ("community_name", " "),
        ("community_name", "a\nb"),
        ("community_name", &"è".repeat(61)),
        ("default_language", "fr"),
        ("time_zone", "Europe/Roma"),
        ("demo", "yes"),
        ("log", ""),
        ("log", "a=b=c"),
        ("log_format", "xml"),
        ("smtp.host", "smtp://x.it"),
        ("smtp.host", "x.it:25"),
        ("smtp.from", "Prassi"),
        ("smtp.from", ""),
        ("dev.bench_floor", "yes"),
    ] {
        let found = problems(&[(&variable(key), wrong)]);
        assert_eq!(found.len(), 1, "{key} «{wrong}»: {found:?}");
        assert!(found[0].starts_with(&format!("{key}: expected ")), "{found:?}");
        assert!(!found[0].contains('\n'), "{found:?}");
    }
    load(&[("PRASSI_COMMUNITY_NAME", &"è".repeat(60)), ("PRASSI_SMTP__HOST", "::1")]).unwrap();
}

#[test]
fn rules_between_settings() {
    for (pairs, problem) in [
        (
            &[("PRASSI_SESSIONS__IDLE_DAYS", "91")][..],
            "sessions.idle_days: more than sessions.absolute_days (90) (from PRASSI_SESSIONS__IDLE_DAYS)",
        ),
        (
            &[("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "15"), ("PRASSI_PASSWORDS__HASH_LANES", "2")],
            "passwords.hash_memory_kib: that many lanes need at least 16 KiB (from PRASSI_PASSWORDS__HASH_MEMORY_KIB)",
        ),
        (
            &[("PRASSI_LIMITS__BODY_CHARS", "100000")],
            "limits.form_bytes: a post of limits.body_chars may need 1200000 bytes (from PRASSI_LIMITS__BODY_CHARS)",
        ),
        (
            &[("PRASSI_DEV__BENCH_FLOOR", "true"), ("PRASSI_LISTEN", "192.168.1.5:80")],
            "dev.bench_floor: allowed only when listen is a loopback address, not 192.168.1.5:80 (from PRASSI_DEV__BENCH_FLOOR)",
        ),
    ] {
        assert_eq!(problems(pairs), [problem]);
    }
    assert!(load(&[("PRASSI_DEV__BENCH_FLOOR", "true")]).unwrap().dev.bench_floor);
}

#[test]
fn a_wrong_value_breaks_no_rule_besides() {
    assert_eq!(problems(&[("PRASSI_SESSIONS__ABSOLUTE_DAYS", "x")]).len(), 1);
    assert_eq!(problems(&[("PRASSI_LIMITS__FORM_BYTES", "1")]).len(), 1);
}

#[test]
fn letters_wait_where_others_could_read_them() {
    let open = ("PRASSI_PUBLIC_URL", "https://prassi.example.it");
    assert_eq!(load(&[open]).unwrap().mail_route(), MailRoute::Wait);
    assert!(!load(&[open]).unwrap().seeds_demo());
    assert_eq!(load(&[("PRASSI_DEV__MAILBOX", "never")]).unwrap().mail_route(), MailRoute::Wait);
    assert!(!load(&[("PRASSI_DEMO", "never")]).unwrap().seeds_demo());
}

#[test]
fn a_password_of_digits_stays_text() {
    assert_eq!(load(&[("PRASSI_SMTP__PASSWORD", "00123")]).unwrap().smtp.password.expose(), "00123");
    assert_eq!(load(&[("PRASSI_SMTP__USERNAME", "true")]).unwrap().smtp.username.as_deref(), Some("true"));
}

#[test]
fn secrets_are_masked_wherever_they_are_printed() {
    let config = load(&[
        ("PRASSI_SMTP__PASSWORD", "hunter2"),
        ("PRASSI_DATABASE_URL", "postgres://u:hunter2@h/d"),
        ("PRASSI_LINKS__PRIVACY", "https://u:hunter2@x.it"),
    ])
    .unwrap();

    let password = &config.smtp.password;
    assert_eq!(format!("{password} {password:?}"), "••• •••");
    assert_eq!(serde_json::to_string(password).unwrap(), "\"•••\"");
    assert!(!format!("{:?}", (&config.smtp, &config.database_url, config.settings())).contains("hunter2"));
}

proptest! {
    /// Whatever is wrong with a file that holds a password, no error repeats it.
    #[test]
    fn errors_never_hold_a_secret(cut in 0usize..400, junk in "[\"'=\\[\\]{}a-z\n\\\\ ]{0,4}", keep in any::<bool>()) {
        let text = "database_url = \"postgres://u:hunter2@h/d\"\nlisten = 'x'\n[smtp]\nport = 'x'\npassword = 'hunter2'\nhost = 'a b'\n";
        let cut = cut % text.len();
        let tail = if keep { &text[cut..] } else { "" };
        let own = Own::new(&format!("{}{junk}{tail}", &text[..cut]));
        if let Err(error) = own.load() {
            let printed = format!("{error} {error:?}");
            prop_assert!(!printed.contains("hunter2"), "{}", printed);
        }
    }

    /// Any variable with any text is either taken or refused with its name, never a panic.
    #[test]
    fn any_variable_is_taken_or_refused_by_name(index in any::<prop::sample::Index>(), text in ".{0,20}") {
        let keys = documented();
        let name = variable(&keys[index.index(keys.len())].0);
        if let Err(error) = load(&[(&name, &text)]) {
            prop_assert!(error.problems.iter().all(|problem| problem.to_string().contains(&name)), "{}", error);
        }
    }

    #[test]
    fn a_network_holds_exactly_its_addresses(base in any::<u32>(), other in any::<u32>(), prefix in 0u32..=32) {
        let network = Network::parse(&format!("{}/{prefix}", std::net::Ipv4Addr::from(base))).unwrap();
        let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
        prop_assert!(network.contains(std::net::Ipv4Addr::from(base).into()));
        prop_assert_eq!(network.contains(std::net::Ipv4Addr::from(other).into()), base & mask == other & mask);
    }
}
