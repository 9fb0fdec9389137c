//! The endpoints about frameworks, shipped and own, and their drafts.

use accord_shared::api::{ChangeDraft, CopyFramework, DraftSummary, FrameworkDraft, FrameworkSummary, PublishDraft};
use accord_shared::framework::FrameworkId;
use accord_shared::route::Route;

use super::{Failure, encoded, fetch};

/// The code of a failure that came because somebody else has changed the draft since it was read.
pub const STALE: &str = "changed-meanwhile";

/// The address from which a browser downloads one version as a file.
#[must_use]
pub fn file(id: &FrameworkId, version: &str) -> String {
    format!("/api/frameworks/{id}/{}/file", encoded(version))
}

/// The address of the page that shows one version.
#[must_use]
pub fn page(id: &FrameworkId, version: &str) -> String {
    Route::Framework(id, &encoded(version)).to_string()
}

/// The address of the page on which a draft is edited.
#[must_use]
pub fn draft_page(id: &FrameworkId) -> String {
    Route::FrameworkDraft(id).to_string()
}

/// The area's drafts.
pub async fn drafts() -> Result<Vec<DraftSummary>, Failure> {
    fetch::get("/api/frameworks/drafts").await
}

/// Copies a framework as a draft.
pub async fn copy(copy: &CopyFramework) -> Result<FrameworkDraft, Failure> {
    fetch::post("/api/frameworks/drafts", copy).await
}

/// Imports a file as a draft. A file with errors is refused, with one of the failure's fields for each place.
pub async fn import(file: &web_sys::File) -> Result<FrameworkDraft, Failure> {
    fetch::post_file(&format!("/api/frameworks/import?name={}", encoded(&file.name())), file).await
}

/// One draft.
pub async fn draft(id: &FrameworkId) -> Result<FrameworkDraft, Failure> {
    fetch::get(&draft_path(id)).await
}

/// Keeps a changed draft. Fails with code [`STALE`] when somebody else has changed it since.
pub async fn change_draft(id: &FrameworkId, change: &ChangeDraft) -> Result<FrameworkDraft, Failure> {
    fetch::put(&draft_path(id), change).await
}

/// Deletes a draft.
pub async fn delete_draft(id: &FrameworkId) -> Result<(), Failure> {
    fetch::delete(&draft_path(id)).await
}

/// Publishes a draft as a version.
pub async fn publish(id: &FrameworkId, publish: &PublishDraft) -> Result<FrameworkSummary, Failure> {
    fetch::post(&format!("{}/publish", draft_path(id)), publish).await
}

fn draft_path(id: &FrameworkId) -> String {
    format!("/api/frameworks/drafts/{id}")
}
