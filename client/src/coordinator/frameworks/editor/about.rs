//! The part of the editor about the framework itself: what it is called, what it is for, and where it comes from.

use accord_shared::framework::Subject;
use leptos::prelude::*;

use super::fields::{line, lines, optional_text, select, text};
use super::state::Editor;
use crate::coordinator::frameworks::words;

/// Title, purpose, subject and source.
pub fn about(editor: Editor) -> AnyView {
    let subjects =
        vec![(Subject::Plan, words::subject(Subject::Plan)), (Subject::Advice, words::subject(Subject::Advice))];
    let service =
        line("about-service", "Service (optional)").hint("Where the form is for the advice of one service only.");
    view! {
        <section class="card editor-part" aria-labelledby="part-about">
            <h2 id="part-about" tabindex="-1">"What it is"</h2>
            {text(editor, line("about-title", "Title"), |framework| Some(&mut framework.title))}
            {text(editor, lines("about-about", "What it is for", 2).hint("In a sentence or two."), |framework| Some(&mut framework.about))}
            {select(
                editor,
                line("about-subject", "What is judged with it"),
                subjects,
                |framework| framework.subject,
                |framework, subject| framework.subject = subject,
            )}
            {optional_text(editor, service, |framework| Some(&mut framework.service))}
            <div class="columns">
                {optional_text(
                    editor,
                    line("about-publisher", "Where it comes from: council or other body (optional)"),
                    |framework| Some(&mut framework.source.publisher),
                )}
                {optional_text(
                    editor,
                    line("about-date", "Date of the document (optional)").hint("As it says itself, or “undated”."),
                    |framework| Some(&mut framework.source.date),
                )}
                {text(editor, line("about-document", "Title of the document"), |framework| Some(&mut framework.source.document))}
                {text(editor, line("about-document-part", "Its annex or part"), |framework| Some(&mut framework.source.part))}
            </div>
            {optional_text(
                editor,
                lines("about-note", "What you changed, or what the source leaves out (optional)", 2),
                |framework| Some(&mut framework.source.note),
            )}
        </section>
    }
    .into_any()
}
