//! A new picture, or none.

use std::sync::Arc;

use super::super::Accounts;
use super::super::commands::ChangePicture;
use super::super::pages::picture::PicturePage;
use super::super::pages::unprocessable;
use super::super::picture::NoPicture;
use crate::web::{FieldErrors, Form, Page, UploadForm, Visit, WebResult, see_other};

const PAGE: &str = "/profilo/foto";

pub async fn upload(accounts: Accounts, form: UploadForm) -> WebResult {
    let UploadForm { visit, file, .. } = form;
    let t = visit.t();
    let key = match file {
        None => "accounts-picture-none-chosen",
        Some(file) => match accounts.studio().make(file).await? {
            Ok(picture) => return change(&visit, Some(Arc::new(picture))).await,
            Err(NoPicture::Unreadable) => "accounts-picture-unreadable",
            Err(NoPicture::TooManyPixels) => "accounts-picture-too-many-pixels",
            Err(NoPicture::TooSmall) => "accounts-picture-too-small",
        },
    };
    let mut errors = FieldErrors::default();
    errors.add("file", t.s(key).to_owned());
    Ok(unprocessable(Page(PicturePage::new(&visit, errors).await?)))
}

pub async fn remove(form: Form) -> WebResult {
    change(&form.visit, None).await
}

async fn change(visit: &Visit, picture: Option<Arc<super::super::picture::Picture>>) -> WebResult {
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    visit.house.db.write(ChangePicture { actor, person, picture, now }).await?;
    visit.flash(visit.t().s("web-saved")).await?;
    Ok(see_other(PAGE))
}
