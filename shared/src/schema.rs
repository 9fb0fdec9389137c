//! What stands in the documents: the names of root texts and map keys, typed readers and writers over yrs, and the
//! limits of size.
//!
//! A document holds root texts and root maps of plain values and nothing nested, so that there is no depth to attack
//! and every place has a name. Lists are maps whose keys begin with an item's id. Who may read or write a document is
//! [`crate::policy`]; the bytes are [`crate::wire::scan`]'s.

use std::collections::BTreeMap;

use yrs::types::ToJson;
use yrs::{Any, Doc, GetString, Map, MapRef, Out, ReadTxn, Text, Transact};

use crate::document::Document;
use crate::fit::{Limit, TEXT_UNITS_MAX};
use crate::framework::{Commentary, DescriptorId, Framework, SectionId, TargetId};
use crate::id::ItemId;
use crate::mark::{Mark, Marks, Sureness, Surenesses};

/// The root map of a ballot: `<target>@<round>` to an integer, `"na"` or `"abstain"`, and `<target>@<round>/sure` to how
/// sure its owner is of that mark: `"sure"`, `"fairly"`, `"unsure"` or `"outside"`.
pub const MARKS: &str = "marks";
/// The root map of the items in notes and record: `<item>/<field>` to a plain value.
pub const ITEMS: &str = "items";
/// The root text of a view.
pub const VIEW: &str = "view";

/// The most keys in one map: far above the marks or actions of any panel.
pub const KEYS_MAX: u32 = 4_000;
/// The most live items in one document.
pub const ITEMS_MAX: usize = 200;

/// The texts that belong to a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prose {
    /// Strengths.
    Strengths,
    /// Areas for improvement.
    Areas,
    /// The reason for a judgement, or its rationale.
    Reason,
}

impl From<Commentary> for Prose {
    /// The text that belongs to a box of the form.
    fn from(box_of: Commentary) -> Self {
        match box_of {
            Commentary::Strengths => Self::Strengths,
            Commentary::Areas => Self::Areas,
            Commentary::Rationale | Commentary::Comments => Self::Reason,
        }
    }
}

impl Prose {
    /// All three, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Strengths, Self::Areas, Self::Reason];

    /// The first part of the root name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strengths => "strengths",
            Self::Areas => "areas",
            Self::Reason => "reason",
        }
    }

    /// The root name of the shared text of a section, in notes and record.
    #[must_use]
    pub fn shared(self, section: &SectionId) -> String {
        format!("{}/{section}", self.name())
    }

    /// The root name of the private text of a section in one round, in a ballot.
    #[must_use]
    pub fn private(self, section: &SectionId, round: u32) -> String {
        format!("{}/{section}@{round}", self.name())
    }
}

/// The root text, in a ballot, of a comment on one target in one round.
#[must_use]
pub fn comment_root(target: &TargetId, round: u32) -> String {
    format!("comment/{target}@{round}")
}

/// The first round in which a mark can have moved.
pub const MOVED_FROM_ROUND: u32 = 2;

/// The root text, in a ballot, of why the mark of one target is another than in the round before.
#[must_use]
pub fn moved_root(target: &TargetId, round: u32) -> String {
    format!("moved/{target}@{round}")
}

/// The root text of the answer to a question or detail of the framework: in the notes of a panel, in the ballot of an
/// assessor.
#[must_use]
pub fn answer_root(question: &DescriptorId) -> String {
    format!("answer/{question}")
}

/// The key of a mark in [`MARKS`].
#[must_use]
pub fn mark_key(target: &TargetId, round: u32) -> String {
    format!("{target}@{round}")
}

/// The key, in [`MARKS`], of how sure the owner is of a mark.
#[must_use]
pub fn sure_key(target: &TargetId, round: u32) -> String {
    format!("{}{SURE}", mark_key(target, round))
}

/// What the key of a mark is followed by where it is said how sure its owner is. No id has a stroke in it.
const SURE: &str = "/sure";

/// A mark as it is written in a document: scores as whole numbers that JavaScript reads as numbers.
#[must_use]
pub fn mark_to_any(mark: Mark) -> Any {
    match mark {
        Mark::Score(value) => Any::Number(yrs::Number::Int(value)),
        Mark::NotApplicable => Any::from("na"),
        Mark::Abstain => Any::from("abstain"),
    }
}

/// What kind of item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ItemKind {
    /// A recurring strength or area for development.
    Theme,
    /// Something that will be done.
    Action,
}

/// A plain field of an item, in [`ITEMS`] under `<item>/<field>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemField {
    /// `theme` or `action`.
    Kind,
    /// The section that it belongs to; absent for the plan as a whole.
    Section,
    /// The body that owns the action.
    Body,
    /// The person or post that owns the action.
    Owner,
    /// The due date, `YYYY-MM-DD`.
    Due,
    /// A whole number: smaller comes first.
    Order,
    /// `true` once it was taken away.
    Removed,
}

impl ItemField {
    /// The last part of the key.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Section => "section",
            Self::Body => "body",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Order => "order",
            Self::Removed => "removed",
        }
    }

    const ALL: [Self; 7] = [Self::Kind, Self::Section, Self::Body, Self::Owner, Self::Due, Self::Order, Self::Removed];

    /// The key in [`ITEMS`].
    #[must_use]
    pub fn key(self, item: &ItemId) -> String {
        format!("{item}/{}", self.name())
    }
}

/// The root text of an item that says what it is about: the theme, or the main area for development.
#[must_use]
pub fn item_about(item: &ItemId) -> String {
    format!("item/{item}/about")
}

/// The root text of an action that says what will be done.
#[must_use]
pub fn item_action(item: &ItemId) -> String {
    format!("item/{item}/action")
}

/// An item as it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Theme or action.
    pub kind: ItemKind,
    /// The section that it belongs to.
    pub section: Option<SectionId>,
    /// The theme, or the main area for development.
    pub about: String,
    /// What will be done; empty for a theme.
    pub action: String,
    /// The owning body.
    pub body: String,
    /// The owning person or post.
    pub owner: String,
    /// The due date, `YYYY-MM-DD`; empty when there is none.
    pub due: String,
}

/// Whether a root of this name may stand in this document: the whitelist of the gate.
#[must_use]
pub fn root_allowed(document: &Document, framework: &Framework, root: &str) -> bool {
    let section = |id: &str| framework.sections.iter().any(|section| section.id.as_str() == id);
    let prose = |name: &str| Prose::ALL.iter().any(|prose| prose.name() == name);
    let question = |id: &str| {
        framework.questions.iter().any(|question| question.id.as_str() == id)
            || framework.details.iter().any(|detail| detail.id.as_str() == id)
    };
    let target = |id: &str| TargetId::new(id).is_ok_and(|id| framework.target(&id).is_some());
    let parts: Vec<&str> = root.split('/').collect();
    match (document, parts.as_slice()) {
        (Document::Room(_), _) => false,
        (Document::View(..), [VIEW])
        | (Document::Ballot(..), [MARKS])
        | (Document::Notes(_) | Document::Record(_), [ITEMS]) => true,
        (Document::Notes(_) | Document::Record(_), ["item", item, "about" | "action"]) => ItemId::new(*item).is_ok(),
        (Document::Notes(_) | Document::Ballot(..), ["answer", id]) => question(id),
        (Document::Notes(_) | Document::Record(_), [name, id]) => prose(name) && section(id),
        (Document::Ballot(..), ["comment", rest]) => {
            rest.split_once('@').is_some_and(|(id, round)| target(id) && is_round(round))
        }
        (Document::Ballot(..), ["moved", rest]) => rest.split_once('@').is_some_and(|(id, round)| {
            target(id) && is_round(round) && round.parse().is_ok_and(|round: u32| round >= MOVED_FROM_ROUND)
        }),
        (Document::Ballot(..), [name, rest]) => {
            prose(name) && rest.split_once('@').is_some_and(|(id, round)| section(id) && is_round(round))
        }
        _ => false,
    }
}

/// Rounds are written without leading noughts and stay below 100.
fn is_round(text: &str) -> bool {
    matches!(text.parse::<u32>(), Ok(1..=99)) && !text.starts_with(['0', '+'])
}

/// Why a document is not one of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// A text is longer than [`TEXT_UNITS_MAX`].
    #[error("the text {0} is too long")]
    TextTooLong(String),
    /// A map has more than [`KEYS_MAX`] keys, or a document more than [`ITEMS_MAX`] items.
    #[error("there are too many entries")]
    TooMany,
    /// A key or value that the schema does not have.
    #[error("the entry {0} does not belong here")]
    BadEntry(String),
}

/// Reads one root text; empty when it was never written.
#[must_use]
pub fn read_text<T: ReadTxn>(txn: &T, root: &str) -> String {
    txn.get_text(root).map(|text| text.get_string(txn)).unwrap_or_default()
}

/// Whether nothing stands in a document, whatever was written in it and taken out again.
#[must_use]
pub fn is_blank(doc: &Doc) -> bool {
    let txn = doc.transact();
    let roots: Vec<String> = txn.root_refs().map(|(name, _)| name.to_owned()).collect();
    roots.iter().all(|root| {
        if root == MARKS || root == ITEMS {
            txn.get_map(root.as_str()).is_none_or(|map| map.len(&txn) == 0)
        } else {
            txn.get_text(root.as_str()).is_none_or(|text| text.len(&txn) == 0)
        }
    })
}

/// Checks the whole of a document against its schema.
///
/// # Errors
/// The first thing found that does not belong.
pub fn check(document: &Document, framework: &Framework, doc: &Doc) -> Result<(), SchemaError> {
    let txn = doc.transact();
    let roots: Vec<String> = txn.root_refs().map(|(name, _)| name.to_owned()).collect();
    for root in roots {
        if !root_allowed(document, framework, &root) {
            return Err(SchemaError::BadEntry(root));
        }
        if root == MARKS || root == ITEMS {
            let Some(map) = txn.get_map(root.as_str()) else {
                continue;
            };
            check_map(document, framework, &txn, &map)?;
        } else if let Some(text) = txn.get_text(root.as_str())
            && text.len(&txn) > TEXT_UNITS_MAX
        {
            return Err(SchemaError::TextTooLong(root));
        }
    }
    if matches!(document, Document::Notes(_) | Document::Record(_)) && read_items(&txn).len() > ITEMS_MAX {
        return Err(SchemaError::TooMany);
    }
    Ok(())
}

fn check_map<T: ReadTxn>(document: &Document, framework: &Framework, txn: &T, map: &MapRef) -> Result<(), SchemaError> {
    if map.len(txn) > KEYS_MAX {
        return Err(SchemaError::TooMany);
    }
    for (key, value) in map.iter(txn) {
        let fits = match document {
            Document::Ballot(..) => mark_entry_fits(framework, key, &value),
            _ => item_entry_fits(key, &value),
        };
        if !fits {
            return Err(SchemaError::BadEntry(key.to_owned()));
        }
    }
    Ok(())
}

fn mark_entry_fits(framework: &Framework, key: &str, value: &Out) -> bool {
    let (mark, says_sure) = key.strip_suffix(SURE).map_or((key, false), |mark| (mark, true));
    let Some((target, round)) = mark.split_once('@') else {
        return false;
    };
    let Ok(target) = TargetId::new(target) else {
        return false;
    };
    let fits = if says_sure {
        framework.target(&target).is_some() && any_to_sureness(value).is_some()
    } else {
        any_to_mark(value).is_some_and(|mark| mark.fits(framework, &target))
    };
    is_round(round) && fits
}

fn item_entry_fits(key: &str, value: &Out) -> bool {
    let Some((item, field)) = key.split_once('/') else {
        return false;
    };
    let known = ItemId::new(item).is_ok() && ItemField::ALL.iter().any(|f| f.name() == field);
    let plain = match value {
        Out::Any(Any::String(text)) => Limit::VALUE.fits(text),
        Out::Any(Any::Number(yrs::Number::Int(_)) | Any::Bool(_)) => true,
        _ => false,
    };
    known && plain
}

fn any_to_mark(value: &Out) -> Option<Mark> {
    match value {
        Out::Any(Any::Number(yrs::Number::Int(value))) => Some(Mark::Score(*value)),
        Out::Any(Any::String(word)) if &**word == "na" => Some(Mark::NotApplicable),
        Out::Any(Any::String(word)) if &**word == "abstain" => Some(Mark::Abstain),
        _ => None,
    }
}

fn any_to_sureness(value: &Out) -> Option<Sureness> {
    match value {
        Out::Any(Any::String(word)) => Sureness::from_slug(word),
        _ => None,
    }
}

/// One person's draft for one section in one round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The marks that are on the scale.
    pub marks: Marks,
    /// How sure the person is of them, as far as that was said.
    pub sure: Surenesses,
    /// What was said to single rows.
    pub comments: BTreeMap<TargetId, String>,
    /// Why marks moved, from [`MOVED_FROM_ROUND`] on.
    pub moved: BTreeMap<TargetId, String>,
    /// Strengths.
    pub strengths: String,
    /// Areas for improvement.
    pub areas: String,
    /// The reason.
    pub reason: String,
}

/// Reads the draft of one section in one round from a ballot. What the framework does not know is not read.
#[must_use]
pub fn read_draft(framework: &Framework, doc: &Doc, section: &SectionId, round: u32) -> Draft {
    let txn = doc.transact();
    let text = |prose: Prose| read_text(&txn, &prose.private(section, round));
    let mut draft = Draft {
        strengths: text(Prose::Strengths),
        areas: text(Prose::Areas),
        reason: text(Prose::Reason),
        ..Draft::default()
    };
    let map = txn.get_map(MARKS);
    let value = |key: String| map.as_ref().and_then(|map| map.get(&txn, &key));
    for target in framework.section(section).iter().flat_map(|section| section.targets()) {
        let id = target.id();
        let mark = value(mark_key(&id, round)).as_ref().and_then(any_to_mark);
        if let Some(mark) = mark.filter(|mark| mark.fits(framework, &id)) {
            draft.marks.insert(id.clone(), mark);
            // How sure one is, is said of a mark, and goes with it.
            let sure = value(sure_key(&id, round)).as_ref().and_then(any_to_sureness);
            draft.sure.extend(sure.map(|sure| (id.clone(), sure)));
        }
        let comment = read_text(&txn, &comment_root(&id, round));
        if !comment.is_empty() {
            draft.comments.insert(id.clone(), comment);
        }
        if round >= MOVED_FROM_ROUND {
            let why = read_text(&txn, &moved_root(&id, round));
            if !why.is_empty() {
                draft.moved.insert(id, why);
            }
        }
    }
    draft
}

/// Reads the answers to the framework's questions and details, by their root names; those never given are left out.
#[must_use]
pub fn read_answers(framework: &Framework, doc: &Doc) -> BTreeMap<String, String> {
    let txn = doc.transact();
    framework
        .asked()
        .map(|(id, _)| answer_root(id))
        .map(|root| (root.clone(), read_text(&txn, &root)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Reads the items of notes or record that were not taken away, in their order.
#[must_use]
pub fn read_items<T: ReadTxn>(txn: &T) -> Vec<Item> {
    let Some(map) = txn.get_map(ITEMS) else {
        return Vec::new();
    };
    let mut ids: Vec<ItemId> = map.keys(txn).filter_map(|key| ItemId::new(key.split_once('/')?.0).ok()).collect();
    ids.sort();
    ids.dedup();
    let mut items: Vec<(i64, Item)> = ids.into_iter().filter_map(|id| read_item(txn, &map, id)).collect();
    items.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    items.into_iter().map(|(_, item)| item).collect()
}

fn read_item<T: ReadTxn>(txn: &T, map: &MapRef, id: ItemId) -> Option<(i64, Item)> {
    let field = |field: ItemField| map.get(txn, &field.key(&id)).map(|value| value.to_json(txn));
    let words = |name: ItemField| match field(name) {
        Some(Any::String(text)) => text.to_string(),
        _ => String::new(),
    };
    if field(ItemField::Removed) == Some(Any::Bool(true)) {
        return None;
    }
    let kind = match words(ItemField::Kind).as_str() {
        "theme" => ItemKind::Theme,
        "action" => ItemKind::Action,
        _ => return None,
    };
    let order = match field(ItemField::Order) {
        Some(Any::Number(yrs::Number::Int(order))) => order,
        _ => i64::MAX,
    };
    let item = Item {
        kind,
        section: SectionId::new(words(ItemField::Section)).ok(),
        about: read_text(txn, &item_about(&id)),
        action: read_text(txn, &item_action(&id)),
        body: words(ItemField::Body),
        owner: words(ItemField::Owner),
        due: words(ItemField::Due),
        id,
    };
    Some((order, item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;
    use crate::id::{ParticipantId, ReviewId};
    use yrs::WriteTxn;

    fn ballot() -> Document {
        Document::Ballot(ReviewId::new("r1").unwrap(), ParticipantId::new("p1").unwrap())
    }

    /// A ballot with these values among its marks, and these texts.
    fn doc(values: &[(&str, &str)], texts: &[(&str, &str)]) -> Doc {
        let doc = Doc::with_client_id(7);
        let mut txn = doc.transact_mut();
        let map = txn.get_or_insert_map(MARKS);
        for (key, word) in values {
            map.insert(&mut txn, *key, Any::from(*word));
        }
        for (root, words) in texts {
            txn.get_or_insert_text(*root).push(&mut txn, words);
        }
        drop(txn);
        doc
    }

    #[test]
    fn a_ballot_says_how_sure_its_owner_is_in_four_words() {
        let framework = builtin_framework("essex-full").unwrap();
        let fits = |key: &str, word: &str| check(&ballot(), framework, &doc(&[(key, word)], &[])).is_ok();
        for word in ["sure", "fairly", "unsure", "outside"] {
            assert!(fits("A@1/sure", word) && fits("A@20/sure", word), "{word}");
        }
        for (key, word) in
            [("A@1/sure", "very"), ("A@1/sure", "na"), ("A@1", "sure"), ("Z@1/sure", "sure"), ("A@0/sure", "sure")]
        {
            assert!(!fits(key, word), "{key} {word}");
        }
    }

    #[test]
    fn why_a_mark_moved_is_written_from_the_second_round_on() {
        let framework = builtin_framework("essex-full").unwrap();
        let allowed = |root: &str| root_allowed(&ballot(), framework, root);
        assert!(allowed("moved/A@2") && allowed("moved/A@99"));
        for root in ["moved/A@1", "moved/A@02", "moved/Z@2", "moved/A", "moved"] {
            assert!(!allowed(root), "{root}");
        }
        assert!(!root_allowed(&Document::Notes(ReviewId::new("r1").unwrap()), framework, "moved/A@2"));
    }

    #[test]
    fn what_is_said_of_a_mark_is_read_with_the_mark_and_round() {
        let framework = builtin_framework("essex-full").unwrap();
        let (section, target) = (SectionId::new("A").unwrap(), TargetId::new("A").unwrap());
        let doc = doc(
            &[("A@1/sure", "sure"), ("A@2", "abstain"), ("A@2/sure", "outside")],
            &[("moved/A@2", "I heard the school")],
        );
        let (first, second) = (read_draft(framework, &doc, &section, 1), read_draft(framework, &doc, &section, 2));
        assert_eq!(first, Draft::default(), "no mark, and so nothing to be sure of");
        assert_eq!(second.sure, [(target.clone(), Sureness::Outside)].into());
        assert_eq!(second.moved, [(target, "I heard the school".to_owned())].into());
    }
}
