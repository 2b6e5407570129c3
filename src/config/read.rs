//! Which key has which type and which bounds, section by section, and the rules between settings.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use tracing_subscriber::EnvFilter;

use super::reader::Reader;
use super::{
    Auto, Config, ConfigError, Database, DatabaseUrl, Dev, Files, Invitations, Jobs, Language, Letters, Limits, Links,
    Live, LogFormat, Metrics, Network, Passwords, PublicUrl, Secret, Security, Sessions, Smtp,
};

/// A form is percent-encoded on the way: four bytes a character at most, three signs a byte.
const FORM_BYTES_PER_CHAR: usize = 12;
/// Argon2's own minimum (RFC 9106, section 3.1).
const HASH_KIB_PER_LANE: u32 = 8;

pub(super) fn config(mut r: Reader) -> Result<Config, ConfigError> {
    let data_dir = r.parsed("data_dir", "a folder", |text| (!text.is_empty()).then(|| PathBuf::from(text)));
    let listen = r.parsed("listen", "an IP address and a port, such as 127.0.0.1:8080", |text| text.parse().ok());
    let public_url = public_url(&mut r);
    let folder = data_dir.as_deref().unwrap_or("".as_ref());
    let database_url = r.secret("database_url", DatabaseUrl::EXPECTED, |text| DatabaseUrl::parse(text, folder));
    let community_name = r.parsed("community_name", "1 to 60 characters", community_name);
    let default_language = r.choice("default_language", ("it", Language::It), &[("en", Language::En)]);
    let time_zone = r.parsed("time_zone", "a time zone such as Europe/Rome", |text| TimeZone::get(text).ok());
    let demo = auto(&mut r, "demo");
    let log = r.parsed("log", "a level such as info, or directives", log_filter);
    let log_format = r.choice("log_format", ("text", LogFormat::Text), &[("json", LogFormat::Json)]);
    let trusted_proxies = r.list("trusted_proxies", Network::EXPECTED, Network::parse);
    let (links, smtp, dev, metrics, files) = (links(&mut r), smtp(&mut r), dev(&mut r), metrics(&mut r), files(&mut r));
    let mail = Letters { keep_sent_days: r.number("mail.keep_sent_days", 1..=3650) };
    let (sessions, invitations, passwords) = (sessions(&mut r), invitations(&mut r), passwords(&mut r));
    let (limits, live, jobs, database) = (limits(&mut r), live(&mut r), jobs(&mut r), database(&mut r));

    rules_of_listen(&mut r, listen, public_url.as_ref(), &dev);
    let (problems, settings) = r.finish();
    match (data_dir, listen, public_url, database_url, community_name, time_zone, log, smtp) {
        (
            Some(data_dir),
            Some(listen),
            Some(public_url),
            Some(database_url),
            Some(community_name),
            Some(time_zone),
            Some(log),
            Some(smtp),
        ) if problems.is_empty() => Ok(Config {
            data_dir,
            listen,
            public_url: public_url.unwrap_or_else(|| PublicUrl::of(listen)),
            database_url,
            community_name,
            default_language,
            time_zone,
            demo,
            log,
            log_format,
            trusted_proxies,
            links,
            smtp,
            mail,
            sessions,
            invitations,
            passwords,
            limits,
            files,
            live,
            metrics,
            jobs,
            database,
            dev,
            settings,
        }),
        _ => Err(ConfigError { problems }),
    }
}

#[expect(clippy::option_option, reason = "none at all after a problem; none inside: to be made from `listen`")]
fn public_url(r: &mut Reader) -> Option<Option<PublicUrl>> {
    let given = |text: &str| PublicUrl::parse(text).map(Some).or(text.is_empty().then_some(None));
    r.parsed("public_url", PublicUrl::EXPECTED, given)
}

fn log_filter(text: &str) -> Option<String> {
    (!text.is_empty() && EnvFilter::try_new(text).is_ok()).then(|| text.to_owned())
}

fn rules_of_listen(
    r: &mut Reader,
    listen: Option<std::net::SocketAddr>,
    public_url: Option<&Option<PublicUrl>>,
    dev: &Dev,
) {
    let Some(listen) = listen else { return };
    let open = public_url == Some(&None) && listen.ip().is_unspecified();
    let reason =
        format!("say the address people type in their browser: {listen} is none, and links in letters need one");
    r.rule(!open, ["public_url", "listen"], &reason);
    let reason = format!("allowed only when listen is a loopback address, not {listen}");
    r.rule(!dev.bench_floor || listen.ip().is_loopback(), ["dev.bench_floor", "listen"], &reason);
}

fn community_name(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

fn auto(r: &mut Reader, key: &str) -> Auto {
    r.choice(key, ("auto", Auto::Auto), &[("never", Auto::Never)])
}

fn links(r: &mut Reader) -> Links {
    const PAGE: &[&str] = &["https://", "http://", "/"];
    const CONTACT: &[&str] = &["https://", "http://", "/", "mailto:"];
    Links {
        accessibility: link(r, "links.accessibility", PAGE),
        privacy: link(r, "links.privacy", PAGE),
        feedback: link(r, "links.feedback", CONTACT),
    }
}

fn link(r: &mut Reader, key: &str, starts: &[&str]) -> Option<String> {
    let expected = format!("an address that starts with {}", starts.join(" or "));
    r.parsed(key, &expected, |text| {
        let fits = starts.iter().any(|start| text.starts_with(start) && (text.len() > start.len() || *start == "/"));
        // "//elsewhere" is not a path of this site.
        let clean = !text.starts_with("//") && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        (text.is_empty() || fits && clean).then(|| text.to_owned())
    })
    .filter(|text| !text.is_empty())
}

fn smtp(r: &mut Reader) -> Option<Smtp> {
    let host = r.parsed("smtp.host", "the name of a server, without port or spaces", |text| {
        let fits = text.parse::<std::net::IpAddr>().is_ok() || !text.contains([':', '/', ' ', '@']);
        fits.then(|| text.to_owned())
    });
    let smtp = (
        r.number("smtp.port", 1..=u16::MAX),
        r.text("smtp.username"),
        r.secret("smtp.password", "text", |text| Some(Secret::new(text))).unwrap_or_default(),
        r.choice(
            "smtp.security",
            ("starttls", Security::StartTls),
            &[("tls", Security::Tls), ("none", Security::None)],
        ),
        r.number("smtp.timeout_seconds", 1..=300),
        r.number("smtp.max_per_minute", 1..=100_000),
    );
    let from = r.parsed("smtp.from", "a sender such as Prassi <prassi@example.it>", |text| text.parse().ok())?;
    let (port, username, password, security, timeout_seconds, max_per_minute) = smtp;
    Some(Smtp {
        host: host.filter(|host| !host.is_empty()),
        port,
        username: Some(username).filter(|name| !name.is_empty()),
        password,
        security,
        from,
        timeout_seconds,
        max_per_minute,
    })
}

fn sessions(r: &mut Reader) -> Sessions {
    let sessions = Sessions {
        idle_days: r.number("sessions.idle_days", 1..=365),
        absolute_days: r.number("sessions.absolute_days", 1..=730),
    };
    let reason = format!("more than sessions.absolute_days ({})", sessions.absolute_days);
    let keys = ["sessions.idle_days", "sessions.absolute_days"];
    r.rule(sessions.idle_days <= sessions.absolute_days, keys, &reason);
    sessions
}

fn invitations(r: &mut Reader) -> Invitations {
    Invitations { valid_days: r.number("invitations.valid_days", 1..=365) }
}

fn passwords(r: &mut Reader) -> Passwords {
    let passwords = Passwords {
        min_length: r.number("passwords.min_length", 8..=128),
        hash_memory_kib: r.number("passwords.hash_memory_kib", HASH_KIB_PER_LANE..=4_194_304),
        hash_passes: r.number("passwords.hash_passes", 1..=100),
        hash_lanes: r.number("passwords.hash_lanes", 1..=64),
        concurrent_hashes: r.number("passwords.concurrent_hashes", 1..=256),
    };
    let least = passwords.hash_lanes * HASH_KIB_PER_LANE;
    let keys = ["passwords.hash_memory_kib", "passwords.hash_lanes"];
    r.rule(passwords.hash_memory_kib >= least, keys, &format!("that many lanes need at least {least} KiB"));
    passwords
}

fn limits(r: &mut Reader) -> Limits {
    let limits = Limits {
        body_chars: r.number("limits.body_chars", 100..=1_000_000),
        title_chars: r.number("limits.title_chars", 20..=1000),
        form_bytes: r.number("limits.form_bytes", 16_384..=104_857_600),
        sign_in_failures: r.number("limits.sign_in_failures", 1..=1000),
        sign_in_failures_per_address: r.number("limits.sign_in_failures_per_address", 1..=100_000),
        sign_in_window_minutes: r.number("limits.sign_in_window_minutes", 1..=1440),
        api_per_minute: r.number("limits.api_per_minute", 1..=10_000_000),
    };
    let least = limits.body_chars * FORM_BYTES_PER_CHAR;
    let keys = ["limits.form_bytes", "limits.body_chars"];
    r.rule(limits.form_bytes >= least, keys, &format!("a post of limits.body_chars may need {least} bytes"));
    limits
}

fn files(r: &mut Reader) -> Files {
    let files = Files {
        max_mb: r.number("files.max_mb", 1..=10_240),
        per_post: r.number("files.per_post", 1..=100),
        quota_mb: r.number("files.quota_mb", 1..=1_048_576),
        uploads_at_once: r.number("files.uploads_at_once", 1..=1000),
    };
    let keys = ["files.quota_mb", "files.max_mb"];
    r.rule(files.quota_mb >= files.max_mb, keys, "one file of files.max_mb must have room");
    files
}

fn live(r: &mut Reader) -> Live {
    Live {
        queue_frames: r.number("live.queue_frames", 8..=65_536),
        replay_events: r.number("live.replay_events", 0..=100_000),
        heartbeat_seconds: r.number("live.heartbeat_seconds", 5..=300),
        max_sockets: r.number("live.max_sockets", 1..=1_000_000),
        sockets_per_person: r.number("live.sockets_per_person", 1..=1_000_000),
        topics_per_socket: r.number("live.topics_per_socket", 1..=4096),
    }
}

fn metrics(r: &mut Reader) -> Metrics {
    let given = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    Metrics { listen: r.parsed("metrics.listen", "an IP address and a port, or nothing", given).flatten() }
}

fn jobs(r: &mut Reader) -> Jobs {
    Jobs {
        workers: r.number("jobs.workers", 1..=256),
        lease_seconds: r.number("jobs.lease_seconds", 5..=86_400),
        max_attempts: r.number("jobs.max_attempts", 1..=100),
    }
}

fn database(r: &mut Reader) -> Database {
    Database {
        pg_connections: r.number("database.pg_connections", 2..=1000),
        write_timeout_ms: r.number("database.write_timeout_ms", 100..=600_000),
        cache_posts: r.number("database.cache_posts", 0..=10_000_000),
    }
}

fn dev(r: &mut Reader) -> Dev {
    Dev { mailbox: auto(r, "dev.mailbox"), bench_floor: r.flag("dev.bench_floor"), reload: r.flag("dev.reload") }
}
