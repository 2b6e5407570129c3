//! Samples: each template in its telling states, made without a database. The gallery shows them (`/dev/gallery`), and the
//! tests look at each: a template without a sample fails by name.
//!
//! A room's own things for samples stand in its `samples.rs`; what a page looks like stands in `samples/<page>.rs`, a child of the
//! page's module, where its fields are in reach. They are compiled into every program, as the development mailbox is; the
//! routes that show them are only there when the public address is local.

use std::time::Duration;

use askama::Template;
use jiff::tz::TimeZone;

use super::{FieldErrors, Identity, Layout, Tab, Unread, Viewer, WebResult};
use crate::authz::Standing;
use crate::base::{OrganisationId, PersonId, SignInId, SpaceId, Timestamp};
use crate::config::Links;
use crate::i18n::{Lang, Tr, tr};

/// Somebody's name or words that want to be more than text.
pub const HOSTILE: &str = "Mara <script>alert(\"prassi\")</script> & 'Rossi' </textarea>";
/// Words from right to left, with signs that are longer than they look.
pub const RTL: &str = "محمد علي عبد الرحمن 👩🏽‍⚕️ שלום";

/// The same word again and again, without a place to break: `n` characters.
pub fn unbroken(n: usize) -> String {
    "precipitevolissimevolmente".chars().cycle().take(n).collect()
}

/// Words of an ordinary kind: `n` characters.
pub fn long(n: usize) -> String {
    let words = "Tavolo territoriale per l’accoglienza, l’alloggio e l’inserimento lavorativo nelle province interne ";
    words.chars().cycle().take(n).collect()
}

/// A page with the forms of passkeys, which wait for the page's script, as they are when it has shown them; what stands there
/// for browsers without scripts is gone.
pub fn with_passkeys(html: &str) -> String {
    let tag = |tag: &str| {
        let waits = tag.contains("<form ") && tag.contains("data-passkey=");
        if waits { tag.replace(" hidden>", ">") } else { tag.to_owned() }
    };
    let with_scripts =
        |part: &str| part.split_once("</noscript>").map_or_else(|| part.to_owned(), |(_, rest)| rest.to_owned());
    let html: String = html.split("<noscript>").map(with_scripts).collect();
    html.split_inclusive('>').map(tag).collect()
}

/// What a sample is a sample of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SampleForm {
    /// A whole page.
    Page,
    /// Something in a page.
    Part,
    /// A letter as HTML.
    Letter,
    /// A letter as text.
    Words,
}

/// One template in one state.
pub struct Sample {
    /// The template's path below `templates`.
    pub template: &'static str,
    /// What is telling about it, in a few plain words.
    pub state: &'static str,
    pub form: SampleForm,
    render: fn(&Stage) -> WebResult<String>,
}

/// The samples of one file.
#[doc(hidden)]
pub struct Samples {
    pub all: &'static [Sample],
}
inventory::collect!(Samples);

/// Every sample in this program: by template, those of one as they stand in its file.
pub fn all() -> Vec<&'static Sample> {
    let mut all: Vec<&Sample> = inventory::iter::<Samples>.into_iter().flat_map(|file| file.all).collect();
    all.sort_by_key(|sample| sample.template);
    all
}

impl Sample {
    #[doc(hidden)]
    pub const fn new(
        template: &'static str,
        state: &'static str,
        form: SampleForm,
        render: fn(&Stage) -> WebResult<String>,
    ) -> Self {
        Self { template, state, form, render }
    }

    /// The sample as text. Error: the template's.
    pub fn render(&self, stage: &Stage) -> WebResult<String> {
        (self.render)(stage)
    }

    /// Its name in an address: `threads.home.html/a-full-day`.
    pub fn name(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        format!("{}/{}", self.template.replace('/', "."), self.state.chars().map(plain).collect::<String>())
    }
}

/// Says how templates look: `page` and `part` give a template's struct, `html` the text of one, perhaps with what surrounds
/// it in a page, `whole` that of a page, `letter` and `words` that of a letter.
///
/// ```ignore
/// samples! {
///     page "threads/close.html" {
///         "blank" => |stage| ClosePage { … },
///         "without a reason" => refused,
///     }
/// }
/// ```
macro_rules! samples {
    (@form page) => { $crate::web::samples::SampleForm::Page };
    (@form whole) => { $crate::web::samples::SampleForm::Page };
    (@form part) => { $crate::web::samples::SampleForm::Part };
    (@form html) => { $crate::web::samples::SampleForm::Part };
    (@form letter) => { $crate::web::samples::SampleForm::Letter };
    (@form words) => { $crate::web::samples::SampleForm::Words };
    (@text page $stage:ident $make:expr) => { $crate::web::samples::rendered($stage, $make) };
    (@text part $stage:ident $make:expr) => { $crate::web::samples::rendered($stage, $make) };
    (@text $form:ident $stage:ident $make:expr) => { $crate::web::samples::text_of($stage, $make) };
    ($($form:ident $template:literal { $($state:literal => $make:expr),+ $(,)? })+) => {
        ::inventory::submit! {
            $crate::web::samples::Samples {
                all: &[$($(
                    $crate::web::samples::Sample::new(
                        $template,
                        $state,
                        $crate::web::samples::samples!(@form $form),
                        |stage| $crate::web::samples::samples!(@text $form stage $make),
                    ),
                )+)+],
            }
        }
    };
}
pub(crate) use samples;

#[doc(hidden)]
pub fn rendered<T: Template>(stage: &Stage, make: impl FnOnce(&Stage) -> T) -> WebResult<String> {
    Ok(make(stage).render()?)
}

#[doc(hidden)]
pub fn text_of(stage: &Stage, make: impl FnOnce(&Stage) -> WebResult<String>) -> WebResult<String> {
    make(stage)
}

/// Who looks at a sample.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Nobody,
    Guest,
    Colleague,
    /// A colleague whose name and office are as long as they may be, with a picture and much to read.
    LongName,
    Administrator,
}

/// Where samples are made: a language, a moment that is always the same, and small things that every page needs.
pub struct Stage {
    pub lang: Lang,
    /// The nonce of the page's policy.
    pub nonce: String,
}

impl Stage {
    /// Sunday 22 November 2026, half past ten in Rome.
    pub const NOW: Timestamp = Timestamp(1_795_339_800_000_000);
    /// Who looks, when somebody is signed in.
    pub const ME: PersonId = PersonId(12);
    /// The space that samples are in.
    pub const SPACE: SpaceId = SpaceId(3);

    pub fn new(lang: Lang, nonce: impl Into<String>) -> Self {
        Self { lang, nonce: nonce.into() }
    }

    pub fn t(&self) -> &'static Tr {
        tr(self.lang)
    }

    /// Rome's.
    pub fn zone() -> TimeZone {
        TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
    }

    /// So many hours before [`Stage::NOW`].
    pub fn ago(hours: u64) -> Timestamp {
        Self::NOW.minus(Duration::from_hours(hours))
    }

    /// So many days after [`Stage::NOW`].
    pub fn in_days(days: u64) -> Timestamp {
        Self::NOW.plus(Duration::from_hours(24 * days))
    }

    /// The day as pages name it in full.
    pub fn day(&self, at: Timestamp) -> String {
        self.t().day(at.0, &Self::zone())
    }

    /// The moment as lists name it.
    pub fn short(&self, at: Timestamp) -> String {
        self.t().date_short(at.0, &Self::zone(), Self::NOW.0)
    }

    /// The moment as pages name it in full.
    pub fn date(&self, at: Timestamp) -> String {
        self.t().date_full(at.0, &Self::zone())
    }

    /// The layout of a page.
    pub fn layout(&self, who: Who, tab: Tab, title: impl Into<String>) -> Layout {
        let link = |page: &str| Some(format!("https://prassi.example/{page}"));
        let viewer = self.viewer(who);
        let unread = match who {
            Who::Nobody | Who::Guest => Unread::default(),
            Who::LongName => Unread { total: 99, spaces: vec![(Self::SPACE, 99)], due: 12 },
            Who::Colleague | Who::Administrator => Unread { total: 3, spaces: vec![(Self::SPACE, 3)], due: 1 },
        };
        Layout {
            t: self.t(),
            lang: self.lang,
            title: title.into(),
            community: "Prassi di prova".to_owned(),
            tab,
            viewer,
            unread,
            guest_until: (who == Who::Guest).then(|| Self::in_days(39)),
            csrf: "campione".to_owned(),
            nonce: self.nonce.clone(),
            build: "campione".to_owned(),
            flash: None,
            flash_action: None,
            links: Links { accessibility: link("accessibilita"), privacy: link("privacy"), feedback: link("feedback") },
            crumbs: Vec::new(),
            has_dev_mailbox: false,
            passkey_origin: Some("https://prassi.example".to_owned()),
        }
    }

    fn viewer(&self, who: Who) -> Option<Viewer> {
        let (name, office, standing) = match who {
            Who::Nobody => return None,
            Who::Guest => ("Livia Acquaviola".to_owned(), "Cooperativa Pontelungo".to_owned(), Standing::Guest),
            Who::Colleague => ("Nives Altopiano".to_owned(), "Prefettura di Rovigo".to_owned(), Standing::Staff),
            Who::LongName => (unbroken(100), long(200), Standing::Staff),
            Who::Administrator => ("Gaia Terrachiara".to_owned(), "Dipartimento".to_owned(), Standing::Staff),
        };
        let identity = Identity {
            person: Self::ME,
            name,
            office,
            organisation: OrganisationId(7),
            standing,
            is_administrator: who == Who::Administrator,
            lang: self.lang,
            time_zone: Self::zone(),
            picture: 0,
            detour: None,
        };
        Some(Viewer { identity, sign_in: SignInId(1), csrf: "campione".to_owned() })
    }

    /// Fields that are missing.
    pub fn missing(&self, fields: &[&'static str]) -> FieldErrors {
        self.errors(fields, "error-required")
    }

    /// Fields that are wrong for a reason of their own, which is a message without arguments.
    pub fn errors(&self, fields: &[&'static str], key: &str) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for field in fields {
            errors.add(field, self.t().s(key).to_owned());
        }
        errors
    }
}
