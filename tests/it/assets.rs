//! Styles and scripts: compressed at build time, kept by browsers for ever.

use crate::house::{Engine, House};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn assets_come_packed_and_stay() {
    let house = House::open(Engine::Sqlite).await;
    let browser = house.browser();
    let page = browser.get("/accedi").await;
    let style =
        page.text.split("href=\"").find(|h| h.contains("app.css")).unwrap().split('"').next().unwrap().to_owned();
    let ask =
        |encoding: &'static str| browser.http.get(format!("{}{style}", house.base)).header("accept-encoding", encoding);
    let mut sizes = Vec::new();
    for (asked, given) in [("gzip, br", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let answer = ask(asked).send().await.unwrap();
        let headers = answer.headers().clone();
        assert_eq!(headers.get("content-encoding").map(|v| v.to_str().unwrap()), given, "{asked}");
        assert_eq!(headers["content-type"], "text/css; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(headers["vary"], "accept-encoding");
        sizes.push(answer.bytes().await.unwrap().len());
    }
    assert!(sizes[0] < sizes[1] && sizes[1] < sizes[2] / 3, "{sizes:?}");
    assert_eq!(browser.get("/assets/x/no-such-file.css").await.status, 404);
}
