//! The frameworks that Accord ships, embedded in the program in every version that was ever shipped.
//!
//! Lists offer the newest version of each. The earlier ones are there for the panels and records that were made with
//! them. They are read when first asked for. Tests read every file of the folder, and know the hash of each published
//! version, which never changes.

use std::sync::LazyLock;

use super::Framework;

/// One version of a framework as it is shipped: its name and the text of its file.
type Version = (&'static str, &'static str);

/// The files, the versions of each framework in the order in which they were published.
macro_rules! shipped {
    ($($id:literal: $($version:literal),+;)+) => {
        &[$(($id, &[$(
            ($version, include_str!(concat!("../../frameworks/", $id, "/", $version, ".json")))
        ),+])),+]
    };
}

const FILES: &[(&str, &[Version])] = shipped! {
    "essex-full": "1.0", "1.1", "1.2";
    "essex-light-touch": "1.0", "1.1", "1.2";
    "essex-advice": "1.0", "1.1", "1.2";
    "essex-advice-light-touch": "1.0";
    "bradford-criteria": "1.0", "1.1", "1.2";
    "bradford-quality-form": "1.0", "1.1", "1.2";
    "warrington": "1.0", "1.1", "1.2";
    "weighted-audit-plan": "1.0", "1.1", "1.2";
    "weighted-audit-views": "1.0", "1.1", "1.2";
    "weighted-audit-education": "1.0", "1.1", "1.2";
    "weighted-audit-medical": "1.0", "1.1", "1.2";
    "weighted-audit-speech-language": "1.0", "1.1", "1.2";
    "weighted-audit-occupational-therapy": "1.0", "1.1", "1.2";
    "weighted-audit-physiotherapy": "1.0", "1.1", "1.2";
    "weighted-audit-educational-psychology": "1.0", "1.1", "1.2";
    "weighted-audit-social-care": "1.0", "1.1", "1.2";
    "weighted-audit-annual-review": "1.0", "1.1", "1.2";
};

static NEWEST: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    let newest = FILES.iter().filter_map(|(id, versions)| Some((id, versions.last()?)));
    newest.map(|(id, version)| read(id, version)).collect()
});

static EARLIER: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    let earlier = FILES.iter().filter_map(|(id, versions)| Some((id, versions.split_last()?.1)));
    earlier.flat_map(|(id, versions)| versions.iter().map(|version| read(id, version))).collect()
});

fn read(id: &str, (version, text): &Version) -> Framework {
    match Framework::from_json(text) {
        Ok(framework) => framework,
        // A shipped file is part of the program: if it is broken, nothing after it can be right.
        Err(error) => panic!("the shipped framework {id}, version {version}, does not hold together: {error}"),
    }
}

/// The newest version of each shipped framework, in the order in which they are offered.
#[must_use]
pub fn builtin() -> &'static [Framework] {
    &NEWEST
}

/// Every version of every shipped framework, the newest ones first.
pub fn versions() -> impl Iterator<Item = &'static Framework> {
    NEWEST.iter().chain(EARLIER.iter())
}

/// The newest version of the shipped framework with this id.
#[must_use]
pub fn framework(id: &str) -> Option<&'static Framework> {
    builtin().iter().find(|framework| framework.id.as_str() == id)
}

/// One version of the shipped framework with this id, whether or not a newer one is offered now.
#[must_use]
pub fn version(id: &str, version: &str) -> Option<&'static Framework> {
    versions().find(|framework| framework.id.as_str() == id && framework.version == version)
}

#[cfg(test)]
mod tests;
