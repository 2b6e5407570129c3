//! Pictures that stand in the text of a message. Over HTTP on both engines.

use super::{Two, header, listed, png, send, two};
use crate::house::{Answered, Browser, Engine, on_both_engines};

on_both_engines!(
    a_picture_stands_where_the_text_has_it,
    nothing_but_pictures_of_this_message_is_shown,
    a_change_moves_a_picture_between_text_and_gallery,
    the_preview_shows_what_waits_and_says_what_does_not,
    words_go_everywhere_and_addresses_nowhere,
    pictures_in_texts_cost_no_query,
);

/// The message at a position, as the page has it.
fn message(page: &Answered, position: u32) -> String {
    let start =
        page.text.find(&format!("id=\"m{position}\"")).unwrap_or_else(|| panic!("no {position}: {}", page.text));
    page.text[start..].split("</li>\n<li class=\"post").next().unwrap().split("</ol>").next().unwrap().to_owned()
}

/// The words of a message, and what stands below them.
fn halves(message: &str) -> (&str, &str) {
    let words = message.split("<div class=\"prose\">").nth(1).unwrap_or_else(|| panic!("no words in {message}"));
    words.split_once("</div>").unwrap()
}

impl Two {
    /// Uploads a file into the draft of her answer; gives its id.
    async fn waiting(&self, name: &str, bytes: &[u8]) -> String {
        let row = self.upload(name, bytes).await;
        assert_eq!(row.status, 201, "{}", row.text);
        listed(&row).remove(0)
    }

    /// She answers with files that wait, each with its description.
    async fn place(&self, words: &str, files: &[(&str, &str)]) -> Answered {
        let path = format!("/discussioni/{}/messaggi", self.thread);
        let alts: Vec<String> = files.iter().map(|(id, _)| format!("alt-{id}")).collect();
        let mut fields = vec![("csrf", self.csrf.as_str()), ("body", words), ("with_files", "1")];
        for ((id, alt), name) in files.iter().zip(&alts) {
            fields.extend([("file", *id), (name.as_str(), *alt)]);
        }
        let sent = send(&self.hers, &path, &fields, &[]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        self.page(&self.his).await
    }

    async fn preview(&self, who: &Browser, csrf: &str, fields: &[(&str, &str)]) -> Answered {
        let preview = who.post("/anteprima", &[&[("csrf", csrf)], fields].concat()).await;
        assert_eq!(preview.status, 200, "{}", preview.text);
        preview
    }
}

async fn a_picture_stands_where_the_text_has_it(engine: Engine) {
    let two = two(engine, &[]).await;
    let (id, tall) = (two.waiting("modulo.png", &png(2000, 500)).await, two.waiting("timbro.png", &png(24, 30)).await);
    let below = two.waiting("altra.png", &png(30, 30)).await;
    let row = two.page(&two.hers).await;
    assert!(row.has("Metti nel testo") && row.has(&format!("![che cosa si vede](/allegati/{id})")), "{}", row.text);
    let words = format!(
        "Prima.\n\n![Il «modulo» <nuovo>](/allegati/{id})\n\nPoi ![](/allegati/{tall}/figura/480) e ![che cosa si vede](/allegati/{id})."
    );
    let page = two.place(&words, &[(&id, "Un modulo"), (&tall, ""), (&below, "Sotto")]).await;
    let shown = message(&page, 2);
    let (text, gallery) = halves(&shown);
    let link = format!(
        "<a href=\"/allegati/{id}\" class=\"placed\" data-turbo=\"false\"><img src=\"/allegati/{id}/figura/1280\" "
    );
    let sizes = format!(
        "srcset=\"/allegati/{id}/figura/480 480w, /allegati/{id}/figura/1280 1280w\" sizes=\"640px\" width=\"640\" height=\"160\" "
    );
    let lazy = "loading=\"lazy\" decoding=\"async\"></a>";
    assert!(text.contains(&format!("<p>{link}{sizes}alt=\"Il «modulo» &lt;nuovo&gt;\" {lazy}</p>")), "{text}");
    let small =
        format!("<img src=\"/allegati/{tall}/figura/1280\" width=\"24\" height=\"30\" alt=\"Immagine: timbro.png\" ");
    assert!(text.contains(&small), "{text}");
    assert!(text.contains("alt=\"Un modulo\""), "words that nobody wrote give way to the description: {text}");
    assert!(gallery.contains("alt=\"Sotto\"") && !gallery.contains(&format!("/allegati/{id}")), "{gallery}");
    assert!(!gallery.contains(&format!("/allegati/{tall}")), "{gallery}");
    // On paper too, without waiting to be near.
    let paper = two.his.get(&format!("/discussioni/{}/stampa", two.thread)).await;
    assert_eq!(paper.text.matches(&format!("/allegati/{id}/figura/1280\" srcset")).count(), 2, "{}", paper.text);
    assert!(paper.has("alt=\"Sotto\"") && !paper.text.contains("loading=\"lazy\" decoding"), "{}", paper.text);
    // Who may not read the message gets nothing of it.
    let olga = two.house.signed_in(&two.house.person("Olga Fuori").await).await;
    for part in ["", "/figura/480", "/figura/1280"] {
        let path = format!("/allegati/{id}{part}");
        assert_eq!((two.his.get(&path).await.status, olga.get(&path).await.status), (200, 404), "{path}");
    }
    assert_eq!(header(&two.his.get(&format!("/allegati/{id}/figura/480")).await, "content-type"), "image/jpeg");
}

async fn nothing_but_pictures_of_this_message_is_shown(engine: Engine) {
    let two = two(engine, &[]).await;
    let theirs = two.waiting("prima.png", &png(30, 30)).await;
    two.place(&format!("![La prima](/allegati/{theirs})"), &[(&theirs, "")]).await;
    let (pdf, left) = (two.waiting("verbale.pdf", b"%PDF-1.7").await, two.waiting("tolta.png", &png(30, 30)).await);
    let words = format!(
        "![Di un altro](/allegati/{theirs}) ![](/allegati/{theirs}) ![Il verbale](/allegati/{pdf}) ![Rimasta fuori](/allegati/{left}) \
         ![Da fuori](https://evil.example/allegati/{theirs}) ![Nessuna](/allegati/999999) <img src=\"/allegati/{pdf}/figura/480\">"
    );
    let page = two.place(&words, &[(&pdf, "")]).await;
    let shown = message(&page, 3);
    let (text, below) = halves(&shown);
    assert!(!text.contains("<img") && text.contains("&lt;img src="), "{text}");
    for said in ["Di un altro", "Rimasta fuori", "Nessuna"] {
        assert!(
            text.contains(&format!("<span class=\"no-picture\">Immagine non disponibile: {said}</span>")),
            "{text}"
        );
    }
    assert!(text.contains("<span class=\"no-picture\">Immagine non disponibile</span>"), "{text}");
    assert!(text.contains(&format!("<a href=\"/allegati/{pdf}\">Il verbale</a>")), "{text}");
    let away = format!(
        "<a href=\"https://evil.example/allegati/{theirs}\" rel=\"nofollow noopener noreferrer ugc\">Da fuori</a>"
    );
    assert!(text.contains(&away), "{text}");
    assert!(below.contains("verbale.pdf") && !below.contains("tolta.png"), "{below}");
    // A quotation has the words and the way to the picture.
    let post = page.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap();
    let quoted = two.his.get(&format!("/messaggi/{post}/citazione")).await;
    assert!(quoted.text.starts_with(&format!("> [La prima](/allegati/{theirs})\n")), "{}", quoted.text);
    let other = two.house.signed_in(&two.nives).await.get(&format!("/discussioni/{}", two.thread)).await;
    assert_eq!(other.text.matches("class=\"placed\"").count(), 1, "{}", other.text);
}

async fn a_change_moves_a_picture_between_text_and_gallery(engine: Engine) {
    let two = two(engine, &[]).await;
    let id = two.waiting("modulo.png", &png(30, 30)).await;
    let placed = format!("Ecco ![il modulo](/allegati/{id})");
    let page = two.place(&placed, &[(&id, "Un modulo")]).await;
    assert!(message(&page, 2).contains("class=\"placed\"") && !message(&page, 2).contains("class=\"pictures\""));
    let post = page.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("/messaggi/{post}/modifica");
    let change = async |words: &str, files: &[&str]| {
        let form = two.hers.get(&edit).await;
        let version = form.hidden(&edit).into_iter().find(|(name, _)| name == "version").unwrap().1;
        let mut fields = vec![("csrf", two.csrf.as_str()), ("body", words), ("version", &version), ("with_files", "1")];
        fields.extend(files.iter().map(|id| ("file", *id)));
        let sent = send(&two.hers, &edit, &fields, &[]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        message(&two.page(&two.his).await, 2)
    };
    let below = change("Ecco il modulo, sotto", &[&id]).await;
    assert!(!below.contains("class=\"placed\"") && below.contains("class=\"pictures\""), "{below}");
    let again = change(&placed, &[&id]).await;
    assert!(again.contains("class=\"placed\"") && !again.contains("class=\"pictures\""), "{again}");
    let gone = change(&placed, &[]).await;
    assert!(gone.contains("<span class=\"no-picture\">Immagine non disponibile: il modulo</span>"), "{gone}");
    assert!(!gone.contains("<img src=\"/allegati"), "{gone}");
    assert_eq!(two.his.get(&format!("/allegati/{id}/figura/480")).await.status, 403, "it is in no message any more");
    // What it said before is told in the words that were typed.
    let history = two.his.get(&format!("/messaggi/{post}/storia")).await;
    assert!(history.has("allegati") && !history.text.contains("<img src=\"/allegati"), "{}", history.text);
}

async fn the_preview_shows_what_waits_and_says_what_does_not(engine: Engine) {
    let two = two(engine, &[]).await;
    let (id, pdf) = (two.waiting("modulo.png", &png(30, 30)).await, two.waiting("verbale.pdf", b"%PDF-1.7").await);
    let key = format!("reply:{}", two.thread);
    let body = format!(
        "![che cosa si vede](/allegati/{id}) ![b](/allegati/{pdf}) ![c](/allegati/999999) ![d](https://a.example/x.png) ![…]()"
    );
    let fields = [("key", key.as_str()), ("body", &body), ("with_files", "1"), ("file", &id), ("file", &pdf)];
    let preview = two.preview(&two.hers, &two.csrf, &fields).await;
    assert!(preview.has(&format!("src=\"/allegati/{id}/figura/1280\"")) && preview.has("alt=\"Immagine: modulo.png\""));
    for note in [
        "Di «modulo.png» non c’è scritto che cosa si vede",
        "«verbale.pdf» non è un’immagine che si può mostrare",
        "<li>/allegati/999999 non è fra gli allegati",
        "<li>https://a.example/x.png sta su un altro sito",
    ] {
        assert!(preview.has(note), "{note}: {}", preview.text);
    }
    assert_eq!(preview.text.matches("<li>").count(), 4, "{}", preview.text);
    // Described, nothing is left to say; taken out of the list it is not shown.
    let (alone, alt) = (format!("![che cosa si vede](/allegati/{id})"), format!("alt-{id}"));
    let fields = [("key", key.as_str()), ("body", &alone), ("file", &id), (&alt, "Il modulo")];
    let described = two.preview(&two.hers, &two.csrf, &fields).await;
    assert!(described.has("alt=\"Il modulo\"") && !described.has("preview-notes"), "{}", described.text);
    let dropped = two.preview(&two.hers, &two.csrf, &[&fields[..], &[("togli", &id)]].concat()).await;
    assert!(dropped.has("Immagine non disponibile") && !dropped.has("<img"), "{}", dropped.text);
    // What waits is its owner's: another who names it sees nothing, whatever is said.
    let csrf = two.his.csrf().await;
    let stolen = two.preview(&two.his, &csrf, &fields).await;
    assert!(!stolen.has("<img") && stolen.has("Immagine non disponibile"), "{}", stolen.text);
    // On another device the same draft has the same files.
    let elsewhere = two.house.signed_in(&two.nives).await;
    assert_eq!(listed(&two.page(&elsewhere).await), [id.clone(), pdf]);
    let csrf = elsewhere.csrf().await;
    assert!(two.preview(&elsewhere, &csrf, &fields).await.has(&format!("src=\"/allegati/{id}/figura/1280\"")));
    // Without a script the form comes back with the same.
    let path = format!("/discussioni/{}/messaggi", two.thread);
    let fields = [("csrf", two.csrf.as_str()), ("body", &alone), ("with_files", "1"), ("file", &id), ("preview", "1")];
    let back = send(&two.hers, &path, &fields, &[]).await;
    assert_eq!(back.status, 422);
    assert!(back.has(&format!("src=\"/allegati/{id}/figura/1280\"")) && back.has("Solo per te, prima di pubblicare"));
    // A change shows what the message has already.
    two.place("Ecco", &[(&id, "")]).await;
    let page = two.page(&two.hers).await;
    let post = page.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for (key, is_shown) in [(format!("edit:{post}"), true), (key, false)] {
        let fields = [("key", key.as_str()), ("body", &alone), ("file", &id)];
        assert_eq!(two.preview(&two.hers, &two.csrf, &fields).await.has("<img"), is_shown, "{key}");
    }
}

async fn words_go_everywhere_and_addresses_nowhere(engine: Engine) {
    let two = two(engine, &[]).await;
    let id = two.waiting("modulo.png", &png(30, 30)).await;
    two.place(&format!("Guardate ![il tesserino azzurro](/allegati/{id})"), &[(&id, "")]).await;
    let found = two.his.get("/cerca?q=tesserino").await;
    assert!(found.has("Guardate il <mark>tesserino</mark> azzurro"), "{}", found.text);
    for q in ["allegati", "figura"] {
        assert!(two.his.get(&format!("/cerca?q={q}")).await.has("Non c’è niente"), "{q}");
    }
    let post = two.page(&two.hers).await;
    let post = post.text.split("id=\"m2\" data-post=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("/messaggi/{post}/modifica");
    let changed = two.hers.submit(&edit, &edit, &[("body", "Guardate il cartellino verde")]).await;
    assert_eq!(changed.status, 303, "{}", changed.text);
    assert!(two.his.get("/cerca?q=tesserino").await.has("Non c’è niente"), "the words have gone from the index");
    assert!(two.his.get("/cerca?q=cartellino").await.has("<mark>cartellino</mark>"));
    let delete = two.hers.get(&format!("/messaggi/{post}/elimina")).await;
    assert!(!delete.has(&format!("/allegati/{id}")), "{}", delete.text);
}

async fn pictures_in_texts_cost_no_query(engine: Engine) {
    let two = two(engine, &[]).await;
    let id = two.waiting("modulo.png", &png(30, 30)).await;
    two.place("Senza", &[(&id, "")]).await;
    let cookie = two.house.cookie_of(&two.nives).await;
    let path = format!("/discussioni/{}", two.thread);
    two.house.page(&path, &cookie).await;
    let (below, _) = two.house.page(&path, &cookie).await;
    for n in 0..5 {
        let id = two.waiting("altro.png", &png(30, 30)).await;
        two.place(&format!("Numero {n}: ![eccolo](/allegati/{id}) e ![quello](/allegati/1)"), &[(&id, "")]).await;
    }
    two.house.page(&path, &cookie).await;
    let (placed, text) = two.house.page(&path, &cookie).await;
    assert_eq!(text.matches("class=\"placed\"").count(), 5);
    assert_eq!(placed, below, "a query for pictures in texts");
}
