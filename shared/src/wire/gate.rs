//! The question after the scan: may this update be brought by this person, and does it join on to what is known?
//!
//! Pure, and only about ids and clocks: what a person may write at all is `policy`'s to say, and whether the CRDT library
//! takes the update without complaint is tried by the server on a copy. Who owns which Y client id is given by the caller,
//! who keeps it per document and person.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::wire::scan::{ClientRange, Scan};

/// Whose a Y client id is, seen from the sender of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Bound to the sender, on this or on another device, now or at an earlier time.
    Mine,
    /// Bound to nobody; it becomes the sender's with the first struct that is admitted.
    Unbound,
    /// Bound to another person, or the server's own.
    Other,
}

/// Whose structs an update may delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteRule {
    /// Only the sender's, as in a ballot.
    OwnOnly,
    /// Anybody's, as in shared notes.
    Any,
}

/// How an update joins on to the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Everything in it starts where the document ends: store it and send it on as it is.
    Fresh {
        /// Ids that were unbound, to be bound to the sender together with the update.
        new_clients: Vec<u64>,
    },
    /// Nothing in it is new: acknowledge it and do nothing.
    AlreadyKnown,
    /// Part of it is known. Store and send on only its difference to the document's state vector, so that nothing that
    /// is said twice can be said differently the second time.
    Overlap {
        /// Ids that were unbound, to be bound to the sender together with the update.
        new_clients: Vec<u64>,
    },
}

/// Why an update is not admitted: it is answered with `SyncStatus(0)`. After anything but a gap the document is closed for
/// the sender, because its copy and the server's have parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// It builds on structs of this client that the document does not have.
    #[error("an update builds on changes of client {client} that are missing")]
    Gap {
        /// The Y client id.
        client: u64,
    },
    /// It brings structs of a client that is not the sender's.
    #[error("an update brings changes of client {client}, which is another's")]
    ForeignClient {
        /// The Y client id.
        client: u64,
    },
    /// It deletes structs of a client that is not the sender's, where only own ones may be deleted.
    #[error("an update deletes what client {client} wrote, which is another's")]
    ForeignDelete {
        /// The Y client id.
        client: u64,
    },
}

/// Judges a scanned update against `known`, which gives each client's clock in the document and 0 for unknown clients.
///
/// Structs of other people are tolerated where the document has them already, since honest clients repeat them; the
/// caller drops them with the rest of an `Overlap`. Deletions cannot be told from repeated ones here, so that an update
/// with any is never `AlreadyKnown`.
///
/// # Errors
/// What the update brings that this person may not, or that does not join on to the document.
pub fn admit(
    scan: &Scan,
    known: impl Fn(u64) -> u32,
    owner_of: impl Fn(u64) -> Owner,
    delete_rule: DeleteRule,
) -> Result<Admission, GateError> {
    let mut new_clients = Vec::new();
    let mut is_repeated = false;
    for range in &scan.structs {
        match place(range, known(range.client)) {
            Place::Known => {
                is_repeated = true;
                continue;
            }
            Place::Beyond => {
                // Whose it is comes first: a stranger learns nothing from the clock.
                own(range.client, known(range.client), owner_of(range.client))?;
                return Err(GateError::Gap { client: range.client });
            }
            Place::Next => {}
            Place::Across => is_repeated = true,
        }
        if own(range.client, known(range.client), owner_of(range.client))? == Owner::Unbound {
            new_clients.push(range.client);
        }
    }
    let brought: BTreeMap<u64, u32> = scan.structs.iter().map(|r| (r.client, r.end)).collect();
    // How far a client's clock will have come when the update is applied.
    let reached = |client| known(client).max(brought.get(&client).copied().unwrap_or(0));
    for range in &scan.deletes {
        let client = range.client;
        let is_own = match owner_of(client) {
            Owner::Mine => true,
            Owner::Unbound => known(client) == 0 && brought.contains_key(&client),
            Owner::Other => false,
        };
        if delete_rule == DeleteRule::OwnOnly && !is_own {
            return Err(GateError::ForeignDelete { client });
        }
        if range.end > reached(client) {
            return Err(GateError::Gap { client });
        }
    }
    for (&client, &clock) in &scan.needs {
        if clock > reached(client) {
            return Err(GateError::Gap { client });
        }
    }
    let has_news = scan.structs.iter().any(|range| range.end > known(range.client));
    Ok(match (has_news || !scan.deletes.is_empty(), is_repeated) {
        (false, _) => Admission::AlreadyKnown,
        (true, true) => Admission::Overlap { new_clients },
        (true, false) => Admission::Fresh { new_clients },
    })
}

/// Where a client's structs lie, seen from the end of what is known of it.
enum Place {
    Known,
    Across,
    Next,
    Beyond,
}

fn place(range: &ClientRange, known: u32) -> Place {
    if range.end <= known {
        Place::Known
    } else if range.start < known {
        Place::Across
    } else if range.start == known {
        Place::Next
    } else {
        Place::Beyond
    }
}

/// Whether the sender may bring structs under this id.
fn own(client: u64, known: u32, owner: Owner) -> Result<Owner, GateError> {
    match owner {
        Owner::Mine => Ok(owner),
        // An id under which something was written is somebody's, though nobody knows whose.
        Owner::Unbound if known == 0 => Ok(owner),
        Owner::Unbound | Owner::Other => Err(GateError::ForeignClient { client }),
    }
}
