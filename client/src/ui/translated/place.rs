//! What happened in the page since the last time, and which wrapper came into the place of what was taken out. Translators
//! exchange the two in one step, put the wrapper beside the text before or after they remove it, or make one wrapper of
//! several texts that stand side by side.

use wasm_bindgen::JsCast;
use web_sys::{Element, MutationRecord, Node, NodeList, Text};

use super::ledger::{Ledger, Place};

/// Whether this is an element that only translators make.
pub fn is_wrapper(node: &Node) -> bool {
    let name = node.node_name();
    // Some wrap in elements of their own, whose names have a hyphen; no page of ours has either.
    node.node_type() == Node::ELEMENT_NODE && (name == "FONT" || name.contains('-'))
}

/// The wrappers in a part of the page.
pub fn wrappers_in(element: &Element) -> Vec<Element> {
    let all = element.get_elements_by_tag_name("font");
    (0..all.length()).filter_map(|place| all.item(place)).collect()
}

/// The nodes of a list.
pub fn nodes(list: &NodeList) -> impl Iterator<Item = Node> + use<> {
    let list = list.clone();
    (0..list.length()).filter_map(move |place| list.item(place))
}

/// What happened, in order.
pub struct Batch {
    records: Vec<MutationRecord>,
    /// The wrappers that came.
    fresh: Vec<Element>,
}

impl Batch {
    /// What these records say.
    pub fn new(records: Vec<MutationRecord>) -> Self {
        let added = records.iter().flat_map(|record| nodes(&record.added_nodes()));
        let fresh = added.filter(is_wrapper).map(JsCast::unchecked_into).collect();
        Self { records, fresh }
    }

    /// Whether a translator has put something into the page.
    pub fn has_wrappers(&self) -> bool {
        !self.fresh.is_empty()
    }

    /// The texts that were written.
    pub fn written(&self) -> impl Iterator<Item = Text> {
        let of_texts = |record: &&MutationRecord| record.type_() == "characterData";
        self.records.iter().filter(of_texts).filter_map(|record| record.target()?.dyn_into().ok())
    }

    /// What was taken out, each with the record of it.
    pub fn removed(&self) -> impl Iterator<Item = (MutationRecord, Node)> {
        self.records.iter().flat_map(|record| nodes(&record.removed_nodes()).map(|node| (record.clone(), node)))
    }

    /// What was put in.
    pub fn added(&self) -> impl Iterator<Item = Node> {
        self.records.iter().flat_map(|record| nodes(&record.added_nodes()))
    }

    /// Whether this node was put in.
    pub fn has_added(&self, node: &Node) -> bool {
        self.added().any(|added| added == *node)
    }

    /// The wrapper that replaced the node which this record took out; `None` where none did.
    pub fn place_of(&self, ledger: &Ledger, record: &MutationRecord) -> Option<Place> {
        let last = |wrapper| Place { wrapper, before: None };
        let exchanged = nodes(&record.added_nodes()).find_map(|node| self.fresh_in(record, &node));
        exchanged
            .map(last)
            .or_else(|| self.beside(ledger, record, record.previous_sibling()).map(last))
            .or_else(|| {
                let next = record.next_sibling();
                let wrapper = self.beside(ledger, record, next.clone())?;
                let text = next.and_then(|next| next.dyn_into().ok());
                let before = text.or_else(|| ledger.texts_of(&wrapper).first().cloned());
                Some(Place { wrapper, before })
            })
            .or_else(|| self.later(record).map(last))
    }

    /// The wrapper that a neighbour is, or that shows it.
    fn beside(&self, ledger: &Ledger, record: &MutationRecord, neighbour: Option<Node>) -> Option<Element> {
        let neighbour = neighbour?;
        match neighbour.dyn_ref::<Text>() {
            Some(text) => self.fresh_in(record, ledger.wrapper_of(text)?.as_ref()),
            None => self.fresh_in(record, &neighbour),
        }
    }

    /// The wrapper that was put between the same neighbours afterwards.
    fn later(&self, record: &MutationRecord) -> Option<Element> {
        let same = |other: &&MutationRecord| {
            other.target() == record.target()
                && other.previous_sibling() == record.previous_sibling()
                && other.next_sibling() == record.next_sibling()
        };
        let others = self.records.iter().filter(same);
        others.flat_map(|other| nodes(&other.added_nodes())).find_map(|node| self.fresh_in(record, &node))
    }

    /// The node, if it is a wrapper that came just now and stands in what the record tells of.
    fn fresh_in(&self, record: &MutationRecord, node: &Node) -> Option<Element> {
        let wrapper = self.fresh.iter().find(|fresh| AsRef::<Node>::as_ref(*fresh) == node)?;
        (wrapper.parent_node() == record.target()).then(|| wrapper.clone())
    }
}
