//! Each mark of the dialect and its HTML.

use super::{House, assert_safe};
use crate::text::{NoLinks, render};

fn assert_each(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let rendered = render(source, &House);
        assert_eq!(rendered.html.trim_end(), *expected, "{source}");
        assert!(!rendered.truncated);
        assert_safe(&rendered.html);
    }
}

#[test]
fn blocks() {
    assert_each(&[
        ("", ""),
        ("uno\ndue\n\ntre", "<p>uno<br>\ndue</p>\n<p>tre</p>"),
        ("# a\n## b\n### c\n###### d", "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>"),
        ("---", "<hr>"),
        (
            "> a\n>> b",
            "<blockquote class=\"quote\">\n<p>a</p>\n\
             <blockquote class=\"quote\">\n<p>b</p>\n</blockquote>\n</blockquote>",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("3) a\n4) b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n  - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("```rust x\na < b\n```", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>"),
        ("    \n    \n    a", "<pre tabindex=\"0\"><code>a\n</code></pre>"),
        ("nota[^1]\n\n[^1]: a piede", "<p>nota[^1]</p>\n<p>[^1]: a piede</p>"),
    ]);
}

#[test]
fn inlines() {
    assert_each(&[
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("***a***", "<p><em><strong>a</strong></em></p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("\\*a\\* &egrave; &lt; \"q\" 'r' :smile: a--b", "<p>*a* è &lt; \"q\" 'r' :smile: a--b</p>"),
        ("l’ente è «aperto»", "<p>l’ente è «aperto»</p>"),
        ("H~2~O, 10^6^", "<p>H<del>2</del>O, 10^6^</p>"),
    ]);
}

#[test]
fn tables_scroll_in_a_named_region() {
    let opening = "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=";
    assert_each(&[
        (
            "| Ufficio | \"N\" |\n|:--|--:|\n| Udine | **1** |",
            &format!(
                "{opening}\"Ufficio, &quot;N&quot;\"><table>\n<thead>\n\
                 <tr><th scope=\"col\" class=\"text-start\">Ufficio</th>\
                 <th scope=\"col\" class=\"text-end\">\"N\"</th></tr>\n</thead>\n<tbody>\n\
                 <tr><td class=\"text-start\">Udine</td>\
                 <td class=\"text-end\"><strong>1</strong></td></tr>\n</tbody>\n</table></div>"
            ),
        ),
        (
            "| |\n|:-:|",
            &format!(
                "{opening}\"1 × 1\"><table>\n<thead>\n\
                 <tr><th scope=\"col\" class=\"text-center\"></th></tr>\n</thead>\n</table></div>"
            ),
        ),
    ]);
}

#[test]
fn tasks_are_named_by_their_words_and_cannot_be_ticked() {
    assert_each(&[
        (
            "- [x] fatto **ora**\n- [ ] da fare\n- altro",
            "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" checked=\"\" disabled=\"\"> \
             fatto <strong>ora</strong></label></li>\n\
             <li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> da fare</label></li>\n\
             <li>altro</li>\n</ul>",
        ),
        (
            "- [ ] a\n\n  b",
            "<ul>\n<li class=\"task\"><p><label>\
             <input type=\"checkbox\" disabled=\"\"> a</label></p>\n<p>b</p>\n</li>\n</ul>",
        ),
        ("[ ] a", "<p>[ ] a</p>"),
    ]);
}

#[test]
fn links() {
    let rel = "rel=\"nofollow noopener noreferrer ugc\"";
    assert_each(&[
        ("[a](https://a.it/?b=c&d)", &format!("<p><a href=\"https://a.it/?b=c&amp;d\" {rel}>a</a></p>")),
        (
            "[a](https://a.it 'un \"titolo\"')",
            &format!("<p><a href=\"https://a.it\" title=\"un &quot;titolo&quot;\" {rel}>a</a></p>"),
        ),
        ("[a](/discussioni/7#post-2)", "<p><a href=\"/discussioni/7#post-2\">a</a></p>"),
        ("[a](www.a.it)", &format!("<p><a href=\"https://www.a.it\" {rel}>a</a></p>")),
        (
            "vedi https://a.it/b_c_d.",
            &format!("<p>vedi <a href=\"https://a.it/b_c_d\" {rel}>https://a.it/b_c_d</a>.</p>"),
        ),
        ("(www.a.it)", &format!("<p>(<a href=\"http://www.a.it\" {rel}>www.a.it</a>)</p>")),
        ("a@b.it", &format!("<p><a href=\"mailto:a@b.it\" {rel}>a@b.it</a></p>")),
        ("<https://a.it>", &format!("<p><a href=\"https://a.it\" {rel}>https://a.it</a></p>")),
        ("[a][r]\n\n[r]: https://a.it", &format!("<p><a href=\"https://a.it\" {rel}>a</a></p>")),
        ("[](https://a.it)", &format!("<p><a href=\"https://a.it\" {rel}>https://a.it</a></p>")),
        ("[a](ftp://a.it)", "<p>a (ftp://a.it)</p>"),
        ("<ftp://a.it>", "<p>ftp://a.it</p>"),
        ("[a](b.html)", "<p>a (b.html)</p>"),
        ("[a]()", "<p>a</p>"),
    ]);
}

#[test]
fn pictures_of_this_server_stand_in_their_place() {
    let ends = "width=\"640\" height=\"320\"";
    let lazy = "loading=\"lazy\" decoding=\"async\"></a>";
    assert_each(&[
        (
            "Ecco ![il **modulo** \"<nuovo>\"](/allegati/7 \"t\"), qui.",
            &format!(
                "<p>Ecco <a href=\"/allegati/7\" class=\"placed\" data-turbo=\"false\">\
                 <img src=\"/allegati/7/figura/1280\" \
                 srcset=\"/allegati/7/figura/480 480w, /allegati/7/figura/1280 1280w\" sizes=\"640px\" {ends} \
                 alt=\"il modulo &quot;&lt;nuovo&gt;&quot;\" {lazy}, qui.</p>"
            ),
        ),
        (
            "![][r]\n\n[r]: /allegati/8",
            &format!(
                "<p><a href=\"/allegati/8\" class=\"placed\" data-turbo=\"false\">\
                 <img src=\"/allegati/8/figura/1280\" {ends} alt=\"\" {lazy}</p>"
            ),
        ),
        ("![un [x](/y) **timbro**](/allegati/9)", "<p><span class=\"no-picture\">Non c’è più: un x timbro</span></p>"),
        ("[![logo](/allegati/7)](/x)", "<p><a href=\"/x\">logo</a></p>"),
        ("`![x](/allegati/7)`", "<p><code>![x](/allegati/7)</code></p>"),
        ("![x](/allegati/10)", "<p><a href=\"/allegati/10\">x</a></p>"),
    ]);
    let images = render("![a](/allegati/7) ![b](https://a.it/b.png) ![c](/allegati/9)", &House).images;
    let told: Vec<_> = images.iter().map(|i| (i.address.as_str(), i.words.as_str(), i.shown)).collect();
    assert_eq!(told, [("/allegati/7", "a", Some(7)), ("https://a.it/b.png", "b", None), ("/allegati/9", "c", None)]);
}

#[test]
fn images_become_links() {
    let rel = "rel=\"nofollow noopener noreferrer ugc\"";
    assert_each(&[
        ("![una foto](https://a.it/b.png)", &format!("<p><a href=\"https://a.it/b.png\" {rel}>una foto</a></p>")),
        ("![](https://a.it/b.png)", &format!("<p><a href=\"https://a.it/b.png\" {rel}>https://a.it/b.png</a></p>")),
        ("[![logo](https://a.it/b.png)](https://a.it)", &format!("<p><a href=\"https://a.it\" {rel}>logo</a></p>")),
        ("![a [b](https://c.it)](https://a.it/b.png)", &format!("<p><a href=\"https://a.it/b.png\" {rel}>a b</a></p>")),
        ("![x](data:image/png;base64,AA)", "<p>x (data:image/png;base64,AA)</p>"),
    ]);
}

#[test]
fn people_and_threads() {
    let nives = "<a href=\"/persone/7\" class=\"mention\">@Nives Altopiano</a>";
    let thread = "<a href=\"/discussioni/123\" class=\"thread-ref\">#123</a>";
    assert_each(&[
        ("Ciao @tutti.", "<p>Ciao <strong>@tutti &amp; altri</strong>.</p>"),
        ("Ciao @nives.altopiano, vedi #123.", &format!("<p>Ciao {nives}, vedi {thread}.</p>")),
        ("**@Nives.Altopiano** (#123)", &format!("<p><strong>{nives}</strong> ({thread})</p>")),
        ("# @nives.altopiano", &format!("<h4>{nives}</h4>")),
        ("@ugo", "<p><a href=\"/persone/8\" class=\"mention\">@Ugo &lt;b&gt;\"&amp;</a></p>"),
        ("@nessuno #4567", "<p>@nessuno #4567</p>"),
        ("`@ugo #123`", "<p><code>@ugo #123</code></p>"),
        ("[@ugo #123](/x)", "<p><a href=\"/x\">@ugo #123</a></p>"),
        ("a@ugo x#123", "<p>a@ugo x#123</p>"),
        ("<b>@ugo</b>", "<p>&lt;b&gt;<a href=\"/persone/8\" class=\"mention\">@Ugo &lt;b&gt;\"&amp;</a>&lt;/b&gt;</p>"),
    ]);
    assert_eq!(render("@ugo #123", &NoLinks).html, "<p>@ugo #123</p>\n");
}

#[test]
fn typed_html_is_shown_as_typed() {
    assert_each(&[
        ("a <b title='x'>c</b> <!-- d -->", "<p>a &lt;b title='x'&gt;c&lt;/b&gt; &lt;!-- d --&gt;</p>"),
        ("<div>\n  a & b\n</div>\n\nc", "<p>&lt;div&gt;<br>\n  a &amp; b<br>\n&lt;/div&gt;</p>\n<p>c</p>"),
        ("a < b && c > d", "<p>a &lt; b &amp;&amp; c &gt; d</p>"),
    ]);
}
