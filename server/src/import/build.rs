//! Making a framework of the sections of a list. What the list does not say is filled in, in words that the area can
//! change before it publishes; `docs/frameworks.md` says what.

use accord_shared::framework::{
    Abstaining, Descriptor, DescriptorId, FORMAT, Framework, FrameworkId, IdError, NotApplicable, Origin, Scored,
    Section, SectionId, Source, Subject,
};

use super::error::RowError;
use super::list::Part;
use super::scales::{self, Answer};
use super::{names, ours};

/// Builds and checks the framework; `name` is the file's.
pub(super) fn framework(parts: &[Part], name: &str) -> Result<Framework, Vec<RowError>> {
    // Titles become ids letter by letter, so that this cannot happen; if it did, nothing would be imported.
    let unchecked = unchecked(parts, name).map_err(|error| RowError::file(error.to_string(), "Rename its sections"))?;
    unchecked.checked().map_err(ours::errors)
}

fn unchecked(parts: &[Part], name: &str) -> Result<Framework, IdError> {
    let title = names::title(name);
    let mut answers: Vec<Answer> = Vec::new();
    for part in parts {
        if !answers.contains(&part.answer) {
            answers.push(part.answer);
        }
    }
    let mut ids = names::SectionIds::default();
    let sections = parts.iter().zip(1..).map(|(part, at)| section(part, &ids.next(&part.title, at), &title));
    let sections = sections.collect::<Result<Vec<_>, _>>()?;
    Ok(Framework {
        format: FORMAT,
        id: FrameworkId::new(names::id(&title, "imported"))?,
        version: "1".to_owned(),
        about: format!("Imported from a list of {}.", counted(parts)),
        subject: Subject::Plan,
        service: None,
        source: Source {
            publisher: None,
            document: title.clone(),
            date: None,
            part: "Imported list".to_owned(),
            note: None,
        },
        title,
        scales: answers.iter().map(|answer| answer.scale()).collect(),
        details: Vec::new(),
        sections,
        groups: Vec::new(),
        marking: scales::marking(&answers),
        abstaining: Abstaining::Offered,
        printed_marks: None,
        questions: Vec::new(),
        glossary: Vec::new(),
        limits: Vec::new(),
    })
}

fn section(part: &Part, id: &str, source: &str) -> Result<Section, IdError> {
    let overall = part.is_overall();
    let rows = part.descriptors.iter().zip(1_u32..).map(|((at, text), row)| {
        Ok(Descriptor {
            id: DescriptorId::new(format!("{id}.{row}"))?,
            text: text.clone(),
            source: format!("{source}, {}", at.words()),
            origin: Origin::Own,
            condition: None,
            guidance: None,
            not_applicable: None,
        })
    });
    Ok(Section {
        id: SectionId::new(id)?,
        title: part.title.clone(),
        plain: plain(part, overall),
        source: format!("{source}, {}", part.at.words()),
        overall,
        scale: part.answer.scale().id,
        scored: if part.answer.is_judgement() { Scored::Section } else { Scored::Descriptors },
        // The judgement on the whole always applies; of anything else a list does not say whether it does.
        not_applicable: if overall { NotApplicable::NotOffered } else { NotApplicable::LeftOut },
        not_applicable_origin: Origin::Own,
        guidance: None,
        commentary: part.answer.commentary(),
        comment_demanded: part.answer.comment_demanded(),
        descriptors: rows.collect::<Result<_, _>>()?,
        printed_marks: None,
    })
}

fn plain(part: &Part, overall: bool) -> String {
    match (overall, part.descriptors.len()) {
        (true, _) => "The judgement on the whole.".to_owned(),
        (false, 1) => "One thing to look for.".to_owned(),
        (false, rows) => format!("{rows} things to look for."),
    }
}

fn counted(parts: &[Part]) -> String {
    let rows: usize = parts.iter().map(|part| part.descriptors.len()).sum();
    let many = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    format!("{} in {}", many(rows, "descriptor"), many(parts.len(), "section"))
}
