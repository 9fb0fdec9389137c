//! The end of a record: what was asked besides the marks, how the figures came about, what is missing, who signed, and how
//! to check that nothing was changed.

use accord_shared::record::{Record, RecordContent, SignatureRecord};
use accord_shared::stage::SignAnswer;
use leptos::prelude::*;

use super::front::MISSING;
use crate::ui::Table;
use crate::ui::when::moment_in_words;

/// The answers to the framework's details and questions.
pub fn answers(content: &RecordContent) -> Option<AnyView> {
    let texts = content.answers.iter().filter(|answer| !answer.text.trim().is_empty()).map(|answer| {
        view! {
            <div class="keep-together">
                <h3>{answer.question.clone()}</h3>
                <p class="as-written" translate="no" lang="en-GB">{answer.text.clone()}</p>
            </div>
        }
    });
    let texts: Vec<_> = texts.collect();
    (!texts.is_empty())
        .then(|| view! { <section class="record-part"><h2>"Details and questions"</h2>{texts}</section> }.into_any())
}

/// With what was judged, and where that comes from.
pub fn framework(content: &RecordContent) -> AnyView {
    let framework = &content.framework;
    let source = framework.source.clone().map(|source| format!(" It comes from: {source}."));
    view! {
        <section class="record-part keep-together">
            <h2>"Framework"</h2>
            <p>{format!("{}, version {}.", framework.title, framework.version)} {source}</p>
        </section>
    }
    .into_any()
}

/// What the agreed marks come to, with the working; `None` where grades are never added up.
pub fn result(content: &RecordContent) -> Option<AnyView> {
    let rows = content
        .result
        .iter()
        .map(|line| view! { <tr><th scope="row">{line.title.clone()}</th><td>{line.words.clone()}</td></tr> });
    let rows = rows.collect_view();
    (!content.result.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"What it comes to"</h2>
                <Table caption="Totals and how they came about" caption_hidden=true>
                    <thead><tr><th scope="col">"Of what"</th><th scope="col">"Figures"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any()
    })
}

/// Everything that is missing, to which the line on the first page leads; `None` where nothing is.
pub fn missing(missing: &[String]) -> Option<AnyView> {
    let lines = missing.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    (!missing.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2 id=MISSING tabindex="-1">"What is missing"</h2>
                <ul class="bullets record-columns">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// The signatures under a closed record, or who handed in.
pub fn signatures(record: &Record, is_panel: bool) -> AnyView {
    let (title, said, by) =
        if is_panel { ("Signatures", "Agrees", "Signed by") } else { ("Handed in", "Handed in", "By") };
    let rows = record.signatures.iter().map(|signature| signature_row(signature, said)).collect_view();
    view! {
        <section class="record-part">
            <h2>{title}</h2>
            <Table caption=if is_panel { "Who signed for which agency" } else { "Who handed in" } caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Agency"</th>
                        <th scope="col">"Says"</th>
                        <th scope="col">{by}</th>
                        <th scope="col">"When"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

fn signature_row(signature: &SignatureRecord, said: &'static str) -> AnyView {
    let answer = match &signature.answer {
        SignAnswer::Agree => said.to_owned(),
        SignAnswer::Reservation { text } => format!("Agrees, with a reservation: {text}"),
        SignAnswer::NotPresent => "Not there to sign".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{signature.agency.name()}</th>
            <td class="as-written" translate="no" lang="en-GB">{answer}</td>
            <td>{signature.by.clone()}</td>
            <td>{moment_in_words(signature.at)}</td>
        </tr>
    }
    .into_any()
}

/// How anybody can check that nothing in the record was changed.
pub fn check_sum(record: &Record, sha256: &str) -> AnyView {
    let previous = record.previous_sha256.clone().map(|hash| {
        view! { <p>"The version before has the check sum (SHA-256) " <code class="record-hash">{hash}</code></p> }
    });
    view! {
        <section class="record-part keep-together">
            <h2>"How to check this record"</h2>
            <p>"Check sum of this record, by which anybody can prove that its data file was not changed (SHA-256): " <code class="record-hash">{sha256.to_owned()}</code></p>
            {previous}
            <p>"Download the data file; the command " <code>"accord verify FILE"</code> " says whether anything in it was changed."</p>
        </section>
    }
    .into_any()
}
