//! Finds the part of a framework that a control shows.

use accord_shared::framework::{Framework, Scale, Section};

/// The scale with this id.
pub fn scale<'a>(framework: &'a Framework, id: &str) -> Option<&'a Scale> {
    framework.scales.iter().find(|scale| scale.id.as_str() == id)
}

/// The section with this id.
pub fn section<'a>(framework: &'a Framework, id: &str) -> Option<&'a Section> {
    framework.sections.iter().find(|section| section.id.as_str() == id)
}
