//! Pictures of people.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::*;
use crate::house::{Answered, Browser, Engine, on_both_engines};

on_both_engines!(
    a_picture_is_shown_and_taken_away,
    a_picture_stands_beside_what_its_person_writes,
    what_is_no_picture_is_refused,
    guests_see_no_pictures,
);

const PAGE: &str = "/profilo/foto";

fn red() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(640, 480, Rgb([200, 20, 20])));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Sends a form with a file, as a browser does.
async fn send(browser: &Browser, csrf: &str, name: &str, file: &[u8]) -> Answered {
    let text = |name: &str, rest: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n");
    let mut body = (text("csrf", "\r\n") + csrf + "\r\n").into_bytes();
    body.extend(text("file", &format!("; filename=\"{name}\"\r\nContent-Type: image/png\r\n")).into_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = browser.http.post(format!("{}{PAGE}", browser.base));
    let response = request.header("content-type", "multipart/form-data; boundary=x").body(body).send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let location = headers.get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    Answered { status, location, text: response.text().await.unwrap(), headers }
}

fn picture_of(page: &Answered) -> Option<String> {
    let source = regex::Regex::new(r#"src="(/persone/\d+/foto/\d+/\d+)""#).unwrap();
    source.captures(&page.text).map(|found| found[1].to_owned())
}

async fn a_picture_is_shown_and_taken_away(engine: Engine) {
    let house = open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let (own, carlo) = (house.signed_in(&nives).await, house.signed_in(&house.person("Carlo Valle").await).await);
    assert!(own.get(PAGE).await.has("ci sono le iniziali"));
    let csrf = own.csrf().await;
    let answer = send(&own, &csrf, "../../x.php", &red()).await;
    assert_eq!((answer.status, answer.location.as_str()), (303, PAGE), "{}", answer.text);

    let person = format!("/persone/{}", nives.id);
    for page in [own.get(PAGE).await, own.get("/").await, carlo.get(&person).await, carlo.get("/rubrica").await] {
        let source = picture_of(&page).unwrap_or_else(|| panic!("no picture in {}", page.text));
        let response = carlo.http.get(format!("{}{source}", house.base)).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!((response.status().as_u16(), header("content-type").as_str()), (200, "image/jpeg"), "{source}");
        assert_eq!(header("cache-control"), "private, max-age=31536000, immutable");
        assert_eq!(header("x-content-type-options"), "nosniff");
        let read = image::load_from_memory_with_format(&response.bytes().await.unwrap(), ImageFormat::Jpeg).unwrap();
        assert_eq!(read.width(), read.height());
        assert!(source.ends_with(&format!("/{}", read.width())));
    }
    // Another picture has another address; the one before is gone.
    let before = picture_of(&own.get(PAGE).await).unwrap();
    house.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(send(&own, &csrf, "b.png", &red()).await.status, 303);
    let after = picture_of(&own.get(PAGE).await).unwrap();
    assert_ne!(before, after);
    assert_eq!((own.get(&before).await.status, own.get(&after).await.status), (404, 200));
    let address = after.rsplit_once('/').unwrap().0.to_owned();
    for wrong in [
        format!("{address}/321"),
        format!("{address}/x"),
        format!("{person}/foto/0/96"),
        "/persone/999999/foto/1/96".to_owned(),
    ] {
        assert_eq!(carlo.get(&wrong).await.status, 404, "{wrong}");
    }

    assert_eq!(own.submit(PAGE, "/profilo/foto/togli", &[]).await.status, 303);
    assert_eq!(own.get(&after).await.status, 404);
    assert_eq!(picture_of(&carlo.get(&person).await), None);
    assert_eq!(own.post("/profilo/foto/togli", &[("csrf", &csrf)]).await.status, 303, "there is none to take away");
}

async fn a_picture_stands_beside_what_its_person_writes(engine: Engine) {
    let house = open(engine).await;
    let (nives, carlo) = (house.person("Nives Altopiano").await, house.person("Carlo Valle").await);
    let gino = house.guest("Gino Ospite").await;
    let people = [(&nives, Role::Facilitator), (&carlo, Role::Member), (&gino, Role::Guest)];
    let space = house.space("Mediazione", prassi::authz::Openness::Private, &people).await;
    let thread = format!("/discussioni/{}", house.thread(&nives, space, "Turni", "Chi li ha?").await.thread);
    let (own, his) = (house.signed_in(&nives).await, house.signed_in(&carlo).await);
    assert_eq!(picture_of(&his.get(&thread).await), None);
    assert_eq!(send(&own, &own.csrf().await, "a.png", &red()).await.status, 303);
    let source = picture_of(&own.get(PAGE).await).unwrap().replace("/320", "/96");
    for page in [his.get(&thread).await, his.get(&format!("/spazi/{space}/persone")).await] {
        assert_eq!(picture_of(&page).as_ref(), Some(&source), "{}", page.text);
        assert!(page.has(">NA<img"), "the letters stand behind it");
    }
    // The words of a discussion are the same for everybody; a guest's page shows the letters alone.
    let page = house.signed_in(&gino).await.get(&thread).await;
    assert!(page.has("data-guest>") && !his.get(&thread).await.has("data-guest"));
    assert_eq!(own.submit(PAGE, "/profilo/foto/togli", &[]).await.status, 303);
    assert_eq!(picture_of(&his.get(&thread).await), None, "shown anew, although nobody wrote");
}

async fn what_is_no_picture_is_refused(engine: Engine) {
    let house = open(engine).await;
    let own = house.signed_in(&house.person("Nives Altopiano").await).await;
    let csrf = own.csrf().await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#;
    for (file, said) in [
        (&b""[..], "Scegli prima un file"),
        (svg, "non è una foto che sappiamo leggere"),
        (b"\x89PNG\r\n\x1a\n", "non è una foto che sappiamo leggere"),
    ] {
        let answer = send(&own, &csrf, "foto.png", file).await;
        assert!(
            answer.status == 422 && answer.has(said) && answer.has(r#"id="file-error""#),
            "{said}: {}",
            answer.text
        );
    }
    let answer = send(&own, "wrong", "foto.png", &red()).await;
    assert!(answer.status == 422 && answer.has("La pagina era rimasta aperta a lungo"), "{}", answer.text);
    assert_eq!(send(&own, &csrf, "foto.png", &vec![0; 9 << 20]).await.status, 413);
    // A form without a file, and a body that is no form.
    assert_eq!(own.post(PAGE, &[("csrf", &csrf)]).await.status, 422);
    let request =
        own.http.post(format!("{}{PAGE}", house.base)).header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(request.body("--x\r\nwhat is this").send().await.unwrap().status(), 400);
    assert_eq!(picture_of(&own.get(PAGE).await), None);
}

async fn guests_see_no_pictures(engine: Engine) {
    let house = open(engine).await;
    let (nives, olga) = (house.person("Nives Altopiano").await, house.guest("Olga Ponte").await);
    let (own, guest) = (house.signed_in(&nives).await, house.signed_in(&olga).await);
    assert_eq!(send(&own, &own.csrf().await, "a.png", &red()).await.status, 303);
    let source = picture_of(&own.get(PAGE).await).unwrap();
    assert_eq!(guest.get(&source).await.status, 403);
    assert_eq!(guest.get("/persone/999999/foto/1/96").await.status, 403, "and learn nothing about who is there");
    // Their own they see.
    assert_eq!(send(&guest, &guest.csrf().await, "a.png", &red()).await.status, 303);
    let source = picture_of(&guest.get(PAGE).await).unwrap();
    assert_eq!((guest.get(&source).await.status, own.get(&source).await.status), (200, 200));
}
