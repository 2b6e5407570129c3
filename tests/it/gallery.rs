//! Samples of every template, and the gallery that shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use prassi::i18n::Lang;
use prassi::web::samples::{self, HOSTILE, Sample, SampleForm, Stage};
use regex::Regex;

use crate::house::{Engine, House, on_both_engines};

on_both_engines!(the_gallery_shows_every_sample, only_a_local_server_has_a_gallery);

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files of a folder that end in one of these, each with its path below it.
fn files(folder: &Path, ends: &[&str]) -> BTreeMap<String, String> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if ends.iter().any(|end| path.extension().is_some_and(|extension| extension == *end)) {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn sampled() -> BTreeSet<&'static str> {
    samples::all().iter().map(|sample| sample.template).collect()
}

#[test]
fn every_struct_of_a_template_has_a_sample() {
    let named = Regex::new(r#"#\[template\(path = "([^"]+)""#).unwrap();
    let mut structs = BTreeMap::<String, Vec<String>>::new();
    for (file, text) in files(&Path::new(ROOT).join("src"), &["rs"]) {
        for found in named.captures_iter(&text) {
            structs.entry(found[1].to_owned()).or_default().push(file.clone());
        }
    }
    assert!(structs.len() > 70, "only {} structs found: is the pattern still right?", structs.len());
    let sampled = sampled();
    let without: Vec<_> = structs.iter().filter(|(template, _)| !sampled.contains(template.as_str())).collect();
    assert!(without.is_empty(), "no sample, see “Add a page” in docs/architecture.md: {without:#?}");
    let shared: Vec<_> = structs.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "two structs with one template, whose samples could be those of one alone: {shared:#?}");
    let unknown: Vec<_> = sampled.iter().filter(|template| !structs.contains_key(**template)).collect();
    assert!(unknown.is_empty(), "samples of templates that no struct has: {unknown:?}");
}

#[test]
fn every_file_of_a_template_is_in_a_sample() {
    let used = Regex::new(r#"\{%-?\s*(?:extends|include|import)\s+"([^"]+)""#).unwrap();
    let templates = files(&Path::new(ROOT).join("templates"), &["html", "txt"]);
    let mut seen = BTreeSet::<String>::new();
    let mut left: Vec<String> = sampled().into_iter().map(str::to_owned).collect();
    while let Some(template) = left.pop() {
        let text = templates.get(&template).unwrap_or_else(|| panic!("no file templates/{template}"));
        left.extend(used.captures_iter(text).map(|part| part[1].to_owned()).filter(|part| !seen.contains(part)));
        seen.insert(template);
    }
    let unseen: Vec<_> = templates.keys().filter(|template| !seen.contains(*template)).collect();
    assert!(unseen.is_empty(), "in no sample: {unseen:?}");
}

/// What a component's template shows is found by its name: each macro stands in one, each section is a sample of its own.
#[test]
fn every_component_is_a_sample() {
    let templates = files(&Path::new(ROOT).join("templates"), &["html"]);
    let (macros, is_part) = (&templates["web/_macros.html"], |name: &str| name.starts_with("app/gallery/_"));
    let shown: String = templates.iter().filter(|(name, _)| is_part(name)).map(|(_, text)| text.as_str()).collect();
    let named = Regex::new(r"\{% macro (\w+)\(").unwrap();
    let names: Vec<&str> = named.captures_iter(macros).map(|found| found.get(1).unwrap().as_str()).collect();
    assert!(names.len() > 10, "{names:?}");
    let is_shown = |name: &str| {
        shown.contains(&format!("call ui::{name}(")) || macros.contains(&format!("call {name}(")) // in another one
    };
    let without: Vec<_> = names.iter().filter(|name| !is_shown(name)).collect();
    assert!(without.is_empty(), "macros that no template of components shows: {without:?}");
    let section = Regex::new(r#"<section[^>]* aria-labelledby="([^"]+)""#).unwrap();
    let sections = |html: &str| section.captures_iter(html).map(|found| found[1].to_owned()).collect::<BTreeSet<_>>();
    let parts: Vec<&Sample> = samples::all().into_iter().filter(|sample| is_part(sample.template)).collect();
    for whole in parts.iter().filter(|sample| sample.state == "all") {
        let mut left = sections(&render(whole, Lang::It).unwrap());
        assert!(left.len() > 2, "{}", whole.name());
        for one in parts.iter().filter(|one| one.template == whole.template && one.state != whole.state) {
            let here = sections(&render(one, Lang::It).unwrap());
            assert!(here.len() == 1 && left.is_superset(&here), "{} shows {here:?}", one.name());
            left = &left - &here;
        }
        assert!(left.is_empty(), "in {}, but no samples of their own: {left:?}", whole.name());
    }
}

#[test]
fn names_of_samples_tell_them_apart() {
    let all = samples::all();
    let names: BTreeSet<String> = all.iter().map(|sample| sample.name()).collect();
    assert_eq!(names.len(), all.len(), "two states of one template have one name");
}

/// The text of a sample; a message that is missing, or takes other arguments, panics in development.
fn render(sample: &Sample, lang: Lang) -> Result<String, String> {
    let rendered = catch_unwind(AssertUnwindSafe(|| sample.render(&Stage::new(lang, "0"))));
    let said = |cause: Box<dyn std::any::Any + Send>| {
        cause.downcast_ref::<String>().cloned().unwrap_or_else(|| "a panic".to_owned())
    };
    rendered.map_err(said)?.map_err(|error| format!("{error:?}"))
}

/// What is wrong with a sample as it was written.
fn problems(sample: &Sample, html: &str, lang: Lang) -> Vec<String> {
    let mut problems = Vec::new();
    if sample.form == SampleForm::Words {
        return problems;
    }
    if html.contains("<script>") || html.contains("<img src=x") {
        problems.push("words became HTML".to_owned());
    }
    let id = Regex::new(r#"\sid="([^"]*)""#).unwrap();
    let mut ids = BTreeSet::new();
    for found in id.captures_iter(html) {
        if !ids.insert(found[1].to_owned()) {
            problems.push(format!("the id {} twice", &found[1]));
        }
    }
    if sample.form == SampleForm::Page {
        // With `data-reload` it leads to what is there after the page has loaded again.
        let inside = Regex::new(r##"\shref="#([^"]+)"( data-reload)?"##).unwrap();
        let links = inside.captures_iter(html).filter(|found| found.get(2).is_none());
        let lost = links.map(|found| found[1].to_owned()).filter(|to| !ids.contains(to));
        problems.extend(lost.map(|to| format!("a link to #{to}, which is not there")));
        let heads = html.matches("<h1").count();
        if heads != 1 {
            problems.push(format!("{heads} headings of the first rank"));
        }
        if !html.contains(&format!("<html lang=\"{}\">", lang.as_str())) {
            problems.push("the language is not said".to_owned());
        }
    }
    problems
}

#[test]
fn every_sample_is_well_made_in_both_languages() {
    let mut wrong = Vec::new();
    for sample in samples::all() {
        for lang in Lang::ALL {
            let found = match render(sample, lang) {
                Ok(html) => problems(sample, &html, lang),
                Err(cause) => vec![cause],
            };
            wrong.extend(found.into_iter().map(|problem| format!("{} ({}): {problem}", sample.name(), lang.as_str())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test above sees what it is there for.
#[test]
fn a_bad_sample_is_seen() {
    let bad = Sample::new("web/error.html", "bad", SampleForm::Page, |_| {
        Ok(format!("<html lang=\"en\"><h1 id=\"a\">{HOSTILE}</h1><h1 id=\"a\"></h1>"))
    });
    let found = problems(&bad, &render(&bad, Lang::It).unwrap(), Lang::It);
    assert_eq!(found.len(), 4, "{found:?}");
    let mute =
        Sample::new("web/error.html", "mute", SampleForm::Page, |stage| Ok(stage.t().s("no-such-key").to_owned()));
    assert!(render(&mute, Lang::En).unwrap_err().contains("no-such-key"));
}

async fn the_gallery_shows_every_sample(engine: Engine) {
    let house = House::open(engine).await;
    let browser = house.browser();
    let index = browser.get("/dev/gallery").await;
    let all = samples::all();
    let missing: Vec<_> =
        all.iter().map(|s| s.name()).filter(|name| !index.text.contains(&format!("/dev/gallery/{name}?"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let found = browser.get("/dev/gallery?cerca=HOME+full&lingua=en").await;
    assert!(found.has("threads.home.html/a-full-day") && !found.has("threads.show.html"), "{}", found.text);
    let component = browser.get("/dev/gallery?cerca=btn-danger").await;
    assert!(
        component.has("app.gallery._buttons.html/btn-danger") && !component.has("_buttons.html/btn-go"),
        "{}",
        component.text
    );
    let framed = browser.get("/dev/gallery/threads.home.html/everything-seen?lingua=en").await;
    assert!(framed.has("src=\"/dev/gallery/threads.home.html/everything-seen/en\""), "{}", framed.text);
    let ask = |path: &str| browser.http.get(format!("{}{path}", house.base)).send();
    let policy = |answer: &reqwest::Response| answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let answer = ask("/dev/gallery/threads.home.html/everything-seen").await.unwrap();
    assert!(policy(&answer).contains("frame-src 'self'"), "{}", policy(&answer));
    let answer = ask("/dev/gallery/threads.home.html/everything-seen/en").await.unwrap();
    assert!(policy(&answer).contains("frame-ancestors 'self'") && !policy(&answer).contains("script-src"));
    let text = answer.text().await.unwrap();
    assert!(text.contains("<html lang=\"en\">") && !text.contains("<script"), "{text}");
    for path in
        ["threads.home.html/no-such-state", "threads.nothing.html/empty", "threads.home.html/everything-seen/fr"]
    {
        assert_eq!(browser.get(&format!("/dev/gallery/{path}")).await.status, 404, "{path}");
    }
}

async fn only_a_local_server_has_a_gallery(engine: Engine) {
    let house = House::open_with(engine, &[("PRASSI_PUBLIC_URL", "https://prassi.interno.example")]).await;
    for path in ["/dev/gallery", "/dev/gallery/threads.home.html/everything-seen/it"] {
        assert_eq!(house.browser().get(path).await.status, 404, "{path}");
    }
}
