//! `/dev/gallery`: every component and every template in its telling states. Only while the public address is local.
//!
//! What it shows are [`samples`](crate::web::samples): made up, so that nothing of anybody is here, and without scripts, so
//! that a sample is looked at and not used.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::base::name_key;
use crate::i18n::Lang;
use crate::web::samples::{self, Sample, SampleForm, Stage};
use crate::web::{Access, Crumb, House, Layout, OpenVisit, Page, Path, Query, Routes, WebError, WebResult, in_layout};

#[path = "samples/components.rs"]
mod components;
#[path = "samples/gallery.rs"]
mod own_samples;

/// Where it is.
const HOME: &str = "/dev/gallery";
/// The longest words to look for, in characters.
const LONGEST: usize = 100;
/// Where the components stand, which come first.
const COMPONENTS: &str = "app/gallery/_";

#[derive(askama::Template)]
#[template(path = "app/gallery/index.html")]
struct GalleryPage {
    l: Layout,
    words: String,
    lang: Lang,
    rooms: Vec<Room>,
}

/// The templates of one room.
struct Room {
    id: String,
    heading: String,
    templates: Vec<Shelf>,
}

/// One template with its samples.
struct Shelf {
    template: &'static str,
    samples: Vec<&'static Sample>,
}

#[derive(askama::Template)]
#[template(path = "app/gallery/sample.html")]
struct SamplePage {
    l: Layout,
    sample: &'static Sample,
    lang: Lang,
    /// The address without its language.
    address: String,
    /// The same template in every state.
    states: Vec<&'static Sample>,
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}
in_layout!(GalleryPage, SamplePage);

/// What surrounds something that is not a whole page.
#[derive(askama::Template)]
#[template(path = "app/gallery/part.html")]
struct PartPage<'a> {
    l: Layout,
    template: &'a str,
    state: &'a str,
    html: &'a str,
}

impl GalleryPage {
    fn new(l: Layout, words: &str, lang: Lang) -> Self {
        let found: Vec<&'static Sample> = in_order().into_iter().filter(|sample| is_found(sample, words)).collect();
        Self { rooms: rooms(&found, &l), l, words: words.to_owned(), lang }
    }

    /// The same list with samples in another language.
    fn in_language(&self, lang: Lang) -> String {
        let fields = [("cerca", self.words.as_str()), ("lingua", lang.as_str())];
        format!("{HOME}?{}", serde_urlencoded::to_string(fields).unwrap_or_default())
    }

    fn count(&self) -> usize {
        self.rooms.iter().map(Room::count).sum()
    }

    /// What the tests in the browser ask of a sample: whether it is a page, and so on.
    fn form(sample: &Sample) -> &'static str {
        match sample.form {
            SampleForm::Page => "page",
            SampleForm::Part => "part",
            SampleForm::Letter => "letter",
            SampleForm::Words => "words",
        }
    }
}

impl Room {
    fn count(&self) -> usize {
        self.templates.iter().map(|shelf| shelf.samples.len()).sum()
    }
}

impl SamplePage {
    /// Where another state of the template is shown.
    fn way(&self, to: &Sample) -> String {
        format!("{HOME}/{}?lingua={}", to.name(), self.lang.as_str())
    }

    fn is_this(&self, other: &Sample) -> bool {
        other.state == self.sample.state
    }

    /// Where the sample itself is, as frames show it.
    fn bare(&self) -> String {
        format!("{}/{}", self.address, self.lang.as_str())
    }

    fn in_language(&self, lang: Lang) -> String {
        format!("{}?lingua={}", self.address, lang.as_str())
    }
}

/// Every sample, in the order of the index: the components first.
fn in_order() -> Vec<&'static Sample> {
    let mut all = samples::all();
    all.sort_by_key(|sample| !is_component(sample));
    all
}

fn is_component(sample: &Sample) -> bool {
    sample.template.starts_with(COMPONENTS)
}

/// Whether every word is somewhere in the name of a sample.
fn is_found(sample: &Sample, words: &str) -> bool {
    let name = name_key(&format!("{} {}", sample.template, sample.state));
    name_key(words).split_whitespace().all(|word| name.contains(word))
}

fn rooms(found: &[&'static Sample], l: &Layout) -> Vec<Room> {
    let mut rooms = Vec::<Room>::new();
    for sample in found {
        let id =
            if is_component(sample) { "components" } else { sample.template.split('/').next().unwrap_or_default() };
        if rooms.last().is_none_or(|room| room.id != id) {
            let heading = if is_component(sample) { l.t.s("gallery-components") } else { id }.to_owned();
            rooms.push(Room { id: id.to_owned(), heading, templates: Vec::new() });
        }
        let Some(room) = rooms.last_mut() else { continue };
        if room.templates.last().is_none_or(|shelf| shelf.template != sample.template) {
            room.templates.push(Shelf { template: sample.template, samples: Vec::new() });
        }
        if let Some(shelf) = room.templates.last_mut() {
            shelf.samples.push(sample);
        }
    }
    rooms
}

pub(super) fn routes() -> Routes {
    Routes::default().get(HOME, Access::PUBLIC, index).get("/dev/gallery/{template}/{state}", Access::PUBLIC, show).get(
        "/dev/gallery/{template}/{state}/{lang}",
        Access::PUBLIC,
        bare,
    )
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    cerca: String,
    lingua: Option<String>,
}

impl Asked {
    /// The language of the samples; the visitor's own unless another is asked for.
    fn lang(&self, visit: &OpenVisit) -> Lang {
        self.lingua.as_deref().and_then(Lang::parse).unwrap_or(visit.lang)
    }
}

async fn index(visit: OpenVisit, Query(asked): Query<Asked>) -> WebResult {
    let words: String = asked.cerca.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let l = visit.layout(visit.t().s("gallery-title")).await?;
    Ok(Page(GalleryPage::new(l, words.trim(), asked.lang(&visit))).into_response())
}

/// The sample of a name, with those before and after it.
fn find(name: &str) -> WebResult<(&'static Sample, [Option<&'static Sample>; 2])> {
    let all = in_order();
    let at = all.iter().position(|sample| sample.name() == name).ok_or(WebError::NotFound)?;
    let sample = all.get(at).ok_or(WebError::NotFound)?;
    Ok((sample, [at.checked_sub(1).and_then(|at| all.get(at)).copied(), all.get(at + 1).copied()]))
}

/// The samples of the same template.
fn states(of: &Sample) -> Vec<&'static Sample> {
    samples::all().into_iter().filter(|sample| sample.template == of.template).collect()
}

async fn show(
    visit: OpenVisit,
    Path((template, state)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> WebResult {
    let name = format!("{template}/{state}");
    let (sample, near) = find(&name)?;
    let lang = asked.lang(&visit);
    let way = |sample: &Sample| {
        (format!("{HOME}/{}?lingua={}", sample.name(), lang.as_str()), format!("{}: {}", sample.template, sample.state))
    };
    let [before, after] = near.map(|near| near.map(way));
    let l = visit.layout(format!("{}: {}", sample.template, sample.state)).await?;
    let l = l.with_crumbs(vec![Crumb::new(format!("{HOME}?lingua={}", lang.as_str()), visit.t().s("gallery-title"))]);
    let (address, states) = (format!("{HOME}/{name}"), states(sample));
    let page = SamplePage { l, sample, lang, address, states, before, after };
    Ok(with_frames(Page(page).into_response()))
}

/// The same page, which may show frames of this server.
fn with_frames(mut page: Response) -> Response {
    let headers = page.headers_mut();
    let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok()).unwrap_or_default();
    if let Ok(policy) = HeaderValue::from_str(&format!("{policy}; frame-src 'self'")) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    page
}

async fn bare(visit: OpenVisit, Path((template, of, lang)): Path<(String, String, String)>) -> WebResult {
    let (sample, _) = find(&format!("{template}/{of}"))?;
    let lang = Lang::parse(&lang).ok_or(WebError::NotFound)?;
    let stage = Stage::new(lang, nonce(&visit.house));
    let (html, media) = document(sample, &stage)?;
    // Letters have their styles in them, as mail programs want it; pages have ours.
    let styles = match sample.form {
        SampleForm::Letter => "'unsafe-inline'".to_owned(),
        _ => format!("'self' 'nonce-{}'", stage.nonce),
    };
    let policy = format!(
        "default-src 'none'; style-src {styles}; img-src 'self' data:; font-src 'self'; frame-src 'self'; form-action 'none'; \
         base-uri 'none'; frame-ancestors 'self'"
    );
    Ok(([(CONTENT_TYPE, media.to_owned()), (CONTENT_SECURITY_POLICY, policy)], html).into_response())
}

fn nonce(house: &House) -> String {
    format!("{:x}", house.rng.u128())
}

/// A sample as a document of its own, and what kind of document. Error: a template's.
fn document(sample: &Sample, stage: &Stage) -> WebResult<(String, &'static str)> {
    const HTML: &str = "text/html; charset=utf-8";
    let text = sample.render(stage)?;
    Ok(match sample.form {
        SampleForm::Page => (without_scripts(&text), HTML),
        SampleForm::Letter => (text, HTML),
        SampleForm::Words => (text, "text/plain; charset=utf-8"),
        SampleForm::Part => {
            let l = stage.layout(samples::Who::Colleague, crate::web::Tab::None, sample.template);
            let part = PartPage { l, template: sample.template, state: sample.state, html: &text };
            (askama::Template::render(&part)?, HTML)
        }
    })
}

/// A page without the one script that every page has. Its policy would refuse it too, with an error on the console.
fn without_scripts(html: &str) -> String {
    let cut = html.split_once("<script").and_then(|(before, rest)| Some((before, rest.split_once("</script>")?.1)));
    cut.map_or_else(|| html.to_owned(), |(before, after)| format!("{}{}", before.trim_end(), after))
}
