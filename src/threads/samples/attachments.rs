//! Files in the composer's list.

use super::super::samples::file;
use super::{Attachment, FileState};
use crate::files::StoredFile;
use crate::web::WebResult;
use crate::web::samples::{HOSTILE, Stage, samples, unbroken};

samples! {
    html "threads/_attachment.html" {
        "a document" => |s| list(s, file(1, "verbale.pdf", false), false),
        "a picture that is in the post, left out" => |s| {
            list(s, StoredFile { state: FileState::Attached, alt: HOSTILE.to_owned(), ..file(2, "foto.png", true) }, true)
        },
        "a difficult name" => |s| list(s, file(3, &format!("{HOSTILE} {}.pdf", unbroken(250)), false), false),
    }
}

fn list(stage: &Stage, file: StoredFile, is_dropped: bool) -> WebResult<String> {
    let row = Attachment { is_dropped, ..Attachment::new(stage.t(), file) }.html()?;
    Ok(format!("<div class=\"attach\"><ul class=\"attachments\">{row}</ul></div>"))
}
