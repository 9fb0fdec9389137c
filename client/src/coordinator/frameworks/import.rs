//! Importing a file as a draft. A file with anything wrong in it is refused whole, with each row and what to do.

use accord_shared::framework::limits::{FILE_BYTES_MAX, UPLOAD_BYTES_MAX};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::net::Failure;
use crate::net::api::frameworks as api;
use crate::ui::{Button, ButtonKind, Disclosure, ErrorSummary, FieldFrame, Problem, announce};

/// The files that can be imported.
const ACCEPTED: &str = ".json,.csv,.xlsx";

/// The form that takes a file.
#[component]
pub fn ImportPart() -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let problems = RwSignal::new(Vec::<Problem>::new());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let file = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(file) = file else {
            let sentence = "Choose a file first.";
            error.set(Some(sentence.to_owned()));
            problems.set(vec![Problem::new("import-file", sentence)]);
            return;
        };
        if let Some(sentence) = too_large(file.size()) {
            problems.set(vec![Problem::new("import-file", sentence.clone())]);
            error.set(Some(sentence));
            return;
        }
        error.set(None);
        busy.set(true);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let answer = api::import(&file).await;
            busy.try_set(false);
            match answer {
                Ok(draft) => {
                    announce("The file is imported as a draft. Look through it before you publish it.");
                    navigate(&api::draft_page(&draft.id), NavigateOptions::default());
                }
                Err(failure) => {
                    problems.try_set(told(failure));
                }
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="import-title">
            <h2 id="import-title">"Import a file"</h2>
            <p>"A file becomes a draft that only coordinators of your area see. If anything in it is wrong, nothing is kept, and you are told which row and what to do."</p>
            <form class="stack" novalidate=true on:submit=submit>
                <ErrorSummary problems=problems title="This file was not imported, and nothing of it was kept">
                    <p>"Correct the file, save it, and choose it again."</p>
                </ErrorSummary>
                <FieldFrame id="import-file" label="Framework file (.json) or list (.csv, .xlsx)" error=error>
                    <input
                        class="field-input"
                        type="file"
                        id="import-file"
                        accept=ACCEPTED
                        node_ref=input
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=move || error.with(Option::is_some).then_some("import-file-error")
                    />
                </FieldFrame>
                <Button kind=ButtonKind::Secondary submit=true busy=busy>"Import this file"</Button>
            </form>
            <Disclosure summary="What a list looks like">
                <p>"Three columns named section, descriptor and scale, one row for each thing to look for. An empty section or scale means the same as above."</p>
                <p>"Scales are: grades 1-4, yes/no, yes/partly/no, met/not met, 0-2, or marks 0-10."</p>
                <p>{format!("A framework file has at most {} kB. It is what “Download the file” gives.", FILE_BYTES_MAX / 1024)}</p>
            </Disclosure>
        </section>
    }
}

/// What is wrong with a file of so many bytes, if it is larger than is read.
#[expect(clippy::cast_precision_loss, reason = "the bounds are far below 2^53")]
fn too_large(bytes: f64) -> Option<String> {
    const KB: usize = 1024;
    let most = UPLOAD_BYTES_MAX / KB;
    let too_large = bytes > UPLOAD_BYTES_MAX as f64;
    too_large.then(|| {
        format!("This file has {:.0} kB; at most {most} kB are read. Make two files of it.", bytes / KB as f64)
    })
}

/// What is wrong with a file, by row.
fn told(failure: Failure) -> Vec<Problem> {
    if failure.fields.is_empty() {
        return vec![Problem::new("", failure.sentence)];
    }
    failure.fields.into_iter().map(|wrong| Problem::new("", format!("{}: {}", wrong.field, wrong.sentence))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::FailureKind;
    use accord_shared::api::FieldError;

    #[test]
    fn a_file_that_is_too_large_is_not_sent() {
        assert_eq!(too_large(4.0 * 1024.0 * 1024.0), None);
        assert_eq!(
            too_large(8.0 * 1024.0 * 1024.0).unwrap(),
            "This file has 8192 kB; at most 4096 kB are read. Make two files of it."
        );
    }

    #[test]
    fn each_row_is_named() {
        let wrong =
            FieldError { field: "Row 7".to_owned(), sentence: "The scale is unknown. Write yes/no.".to_owned() };
        let failure = Failure {
            kind: FailureKind::Refused,
            code: "fields".into(),
            sentence: "Look again.".into(),
            fields: vec![wrong],
        };
        assert_eq!(told(failure), [Problem::new("", "Row 7: The scale is unknown. Write yes/no.")]);
    }
}
