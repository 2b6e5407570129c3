//! What is measured on: people, a space, discussions; small, or a million posts.

use prassi::accounts::{
    Accounts, CreatePerson, EmailAddress, LaterRooms, MakeAccessToken, NewPerson, Password, PersonName, RecordSignIn,
    Scopes, TokenName, new_secret, seed_organisations,
};
use prassi::authz::{Actor, Openness, Role, Standing};
use prassi::base::{Clock, PersonId, Rng, SpaceId, ThreadId, Timestamp, digest};
use prassi::config::Config;
use prassi::db::{Db, Location, Options};
use prassi::i18n::Lang;
use prassi::mail::MessageId;
use prassi::spaces::{AddMember, CreateSpace, Invited, Purpose, SpaceName};
use prassi::threads::{Answer, Body, StartThread, Submission, Title};
use prassi::web::Scope;

pub const PASSWORD: &str = "una frase lunga abbastanza";
/// A post as officers write them, some 480 characters.
const TEXT: &str = "Allo sportello abbiamo tre mediatori fissi per arabo, urdu e cinese. Per le lingue rare chiamiamo quando serve, \
ma fra la richiesta e l'arrivo passano anche nove giorni, e gli appuntamenti saltano.\n\n- se usate un elenco condiviso con altre prefetture;\n\
- se la mediazione **a distanza** basta, e per quali pratiche no;\n- con quale voce di spesa la rendicontate.\n\nCome vi siete organizzati?";

pub struct Fixture {
    pub folder: tempfile::TempDir,
    pub database_url: String,
    pub space: SpaceId,
    /// A thread of 50 posts.
    pub thread: ThreadId,
    /// Other threads, to write in.
    pub threads: Vec<ThreadId>,
    /// Members of the space; the last one administers the community, too.
    pub emails: Vec<String>,
    /// A key of the first person's program.
    pub key: String,
}

pub enum Place {
    Sqlite,
    Postgres(String),
}

impl Fixture {
    /// A fresh database with `people` members of one space.
    pub async fn new(place: &Place, people: usize) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("prassi-bench")
            .tempdir_in(std::env::var("PRASSI_BENCH_DIR").unwrap_or_else(|_| "/var/tmp".to_owned()))?;
        let (database_url, location) = match place {
            Place::Sqlite => {
                let path = folder.path().join("prassi.db");
                (format!("sqlite:{}", path.display()), Location::Sqlite(path))
            }
            Place::Postgres(url) => {
                let url = schema(url).await?;
                (url.clone(), Location::Postgres(url))
            }
        };
        let options = Options { location, write_timeout: std::time::Duration::from_secs(5), pg_connections: 4 };
        let db = Db::open(&options).await?;
        let rng = Rng::System;
        let env = [("PRASSI_PASSWORDS__HASH_MEMORY_KIB", "64"), ("PRASSI_PASSWORDS__HASH_PASSES", "1")];
        let config = Config::load(None, env.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())))?;
        let accounts = Accounts::new(&config, &rng, LaterRooms::of(Invited))?;
        seed_organisations(&db).await?;
        let now = Clock::System.now();
        let hash = accounts.hasher().hash(&Password::parse(PASSWORD, 12, "", "")?).await?;
        let actor = Actor::System;
        let (name, purpose) = (SpaceName::parse("Mediazione e servizi")?, Purpose::parse("Una misura")?);
        let space = db.write(CreateSpace { actor, name, purpose, openness: Openness::Open, now }).await?;
        let mut emails = Vec::new();
        let mut members = Vec::new();
        for n in 0..people {
            let email = format!("persona.{n}@prefettura.example");
            let id = db
                .write(CreatePerson {
                    new: person(n, &email, &hash, n + 1 == people, now)?,
                    organisation: "RO".to_owned(),
                    handle: None,
                })
                .await?;
            db.write(AddMember { actor, space, who: email.clone(), role: Role::Member, now }).await?;
            emails.push(email);
            members.push(id);
        }
        let mut threads = Vec::new();
        for n in 0..65 {
            threads.push(
                thread(&db, &members, space, &format!("Discussione numero {n}"), if n == 0 { 50 } else { 1 }, now)
                    .await?,
            );
        }
        let thread = threads.remove(0);
        let key = key(&db, members.first().copied().unwrap_or(PersonId(0)), now).await?;
        Ok(Self { folder, database_url, space, thread, threads, emails, key })
    }

    /// Fills the tables with `posts` more posts in discussions of 50, straight in SQL: what is measured is reading.
    pub fn fill(&self, posts: i64) -> anyhow::Result<()> {
        let path = self.database_url.strip_prefix("sqlite:").unwrap_or_default();
        let mut conn = rusqlite::Connection::open(path)?;
        conn.pragma_update(None, "synchronous", "OFF")?;
        let tx = conn.transaction()?;
        let head: i64 = tx.query_row("SELECT seq FROM journal_clock", [], |r| r.get(0))?;
        let (person, threads) = (1i64, posts / 50);
        {
            let mut thread = tx.prepare("INSERT INTO threads (space_id, title, author_id, version, posts, last_seq, last_at, last_author_id, created_at) VALUES (?1, ?2, ?3, 1, 50, ?4, 0, ?3, 0) RETURNING id")?;
            let mut post = tx.prepare("INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission) VALUES (?1, ?2, ?3, ?4, 'published', 1, 0, ?5)")?;
            for t in 0..threads {
                let id: i64 =
                    thread.query_row((self.space.0, format!("Discussione {t}"), person, head + t + 1), |r| r.get(0))?;
                for p in 1..=50 {
                    post.execute((id, p, person, TEXT, format!("{t}-{p}")))?;
                }
            }
        }
        tx.execute("UPDATE journal_clock SET seq = ?1", [head + threads + 1])?;
        tx.execute("UPDATE memberships SET caught_up_seq = ?1", [head + threads + 1])?;
        tx.commit()?;
        Ok(())
    }
}

fn person(n: usize, email: &str, hash: &str, is_administrator: bool, now: Timestamp) -> anyhow::Result<NewPerson> {
    Ok(NewPerson {
        name: PersonName::parse(&format!("Persona Numero {n}"))?,
        email: EmailAddress::parse(email)?,
        password_hash: Some(hash.to_owned()),
        function: String::new(),
        about: String::new(),
        standing: Standing::Staff,
        is_administrator,
        language: Lang::It,
        time_zone: "Europe/Rome".to_owned(),
        now,
    })
}

/// A key for a program that reads discussions.
async fn key(db: &Db, person: PersonId, now: Timestamp) -> anyhow::Result<String> {
    let (rng, secret) = (Rng::System, new_secret(&Rng::System).0);
    let record = RecordSignIn { person, session: rng.token().0, agent: String::new(), buckets: Vec::new(), now };
    let command = MakeAccessToken {
        actor: Actor::Person { id: person, standing: Standing::Staff, is_administrator: false },
        person,
        sign_in: db.write(record).await?,
        name: TokenName::parse("Una misura")?,
        scopes: Scopes::new([Scope::ThreadsRead].into_iter()).unwrap_or_else(|| unreachable!("one scope is some")),
        expires_at: now.plus(std::time::Duration::from_hours(24)),
        digest: digest(&secret),
        buckets: Vec::new(),
        message_id: MessageId::new(&rng),
        default_lang: Lang::It,
        now,
    };
    db.write(command).await?;
    Ok(secret)
}

async fn thread(
    db: &Db,
    members: &[PersonId],
    space: SpaceId,
    title: &str,
    posts: usize,
    now: Timestamp,
) -> anyhow::Result<ThreadId> {
    let actor =
        |n: usize| Actor::Person { id: members[n % members.len()], standing: Standing::Staff, is_administrator: false };
    let body = Body::parse(TEXT, 20_000)?;
    let submission = || Submission::new(&Rng::System);
    let title = Title::parse(title, 200)?;
    let at = db
        .write(StartThread {
            actor: actor(0),
            space,
            title,
            body: body.clone(),
            submission: submission(),
            from_draft: false,
            now,
        })
        .await?;
    for n in 1..posts {
        let command = Answer {
            actor: actor(n),
            thread: at.thread,
            body: body.clone(),
            submission: submission(),
            from_draft: false,
            now,
        };
        db.write(command).await?;
    }
    Ok(at.thread)
}

async fn schema(url: &str) -> anyhow::Result<String> {
    let name = format!("b{:x}", Rng::System.u128());
    let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(url).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut conn).await?;
    let joint = if url.contains('?') { '&' } else { '?' };
    Ok(format!("{url}{joint}options[search_path]={name}"))
}
