//! Who shows themselves where: the awareness of one document. Never stored. The server knows who is at the other end
//! of a socket and writes that into every entry, whatever the entry says.

use std::collections::BTreeMap;

use accord_shared::document::Document;
use accord_shared::id::{ParticipantId, Time};
use accord_shared::message::Presence;
use accord_shared::wire::limits::AWARENESS_JSON_BYTES_MAX;
use accord_shared::wire::{AwarenessEntry, AwarenessUpdate};

use super::ConnId;
use crate::limits::{PRESENCE_CLIENTS_MAX, PRESENCE_MS_MAX};

/// The presence in one document.
#[derive(Debug, Default)]
pub struct Present {
    clients: BTreeMap<u64, Shown>,
}

#[derive(Debug)]
struct Shown {
    owner: ConnId,
    clock: u64,
    json: String,
    renewed_at: Time,
}

impl Present {
    /// Takes what a socket says of itself, and gives what the others are to hear of it. Entries of other sockets' Y
    /// clients, which some programs relay, are passed over.
    pub fn take(
        &mut self,
        document: &Document,
        conn: ConnId,
        who: &ParticipantId,
        update: AwarenessUpdate,
        now: Time,
    ) -> Option<AwarenessUpdate> {
        let mut entries = Vec::new();
        for entry in update.entries {
            let mine = self.clients.values().filter(|shown| shown.owner == conn).count();
            match (self.clients.get(&entry.client), entry.json) {
                (Some(shown), _) if shown.owner != conn => {}
                (Some(shown), None) if entry.clock >= shown.clock => {
                    self.clients.remove(&entry.client);
                    entries.push(AwarenessEntry { json: None, ..entry });
                }
                (Some(shown), Some(_)) if entry.clock <= shown.clock => {}
                (None, Some(_)) if mine >= PRESENCE_CLIENTS_MAX => {}
                (_, None) => {}
                (_, Some(json)) => {
                    let json = sign(document, who, &json);
                    // With the identity in it, an entry may be too long for the others to read.
                    if json.len() > AWARENESS_JSON_BYTES_MAX {
                        continue;
                    }
                    entries.push(AwarenessEntry { client: entry.client, clock: entry.clock, json: Some(json.clone()) });
                    self.clients.insert(entry.client, Shown { owner: conn, clock: entry.clock, json, renewed_at: now });
                }
            }
        }
        (!entries.is_empty()).then_some(AwarenessUpdate { entries })
    }

    /// Everyone, for somebody who just came; `None` when nobody is there.
    pub fn all(&self) -> Option<AwarenessUpdate> {
        let entry = |(client, shown): (&u64, &Shown)| AwarenessEntry {
            client: *client,
            clock: shown.clock,
            json: Some(shown.json.clone()),
        };
        let entries: Vec<_> = self.clients.iter().map(entry).collect();
        (!entries.is_empty()).then_some(AwarenessUpdate { entries })
    }

    /// Takes away what a socket showed, and gives what the others are to hear of it.
    pub fn leave(&mut self, conn: ConnId) -> Option<AwarenessUpdate> {
        self.take_away(|shown| shown.owner == conn)
    }

    /// Takes away what was not renewed in time.
    pub fn expire(&mut self, now: Time) -> Option<AwarenessUpdate> {
        self.take_away(|shown| now.0 - shown.renewed_at.0 > PRESENCE_MS_MAX)
    }

    fn take_away(&mut self, gone: impl Fn(&Shown) -> bool) -> Option<AwarenessUpdate> {
        let ids: Vec<u64> = self.clients.iter().filter(|(_, shown)| gone(shown)).map(|(client, _)| *client).collect();
        let entries: Vec<_> = ids
            .into_iter()
            .filter_map(|client| {
                let shown = self.clients.remove(&client)?;
                Some(AwarenessEntry { client, clock: shown.clock + 1, json: None })
            })
            .collect();
        (!entries.is_empty()).then_some(AwarenessUpdate { entries })
    }
}

/// The entry with the identity that the server knows. In the room it is reduced to what presence may say at all.
fn sign(document: &Document, who: &ParticipantId, json: &str) -> String {
    if matches!(document, Document::Room(_)) {
        let presence: Presence = serde_json::from_str(json).unwrap_or_default();
        let presence = Presence { who: Some(who.clone()), ..presence };
        return serde_json::to_string(&presence).unwrap_or_else(|_| "{}".to_owned());
    }
    let mut value = match serde_json::from_str(json) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    value.insert("who".to_owned(), who.as_str().into());
    serde_json::Value::Object(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(client: u64, clock: u64, json: Option<&str>) -> AwarenessUpdate {
        AwarenessUpdate { entries: vec![AwarenessEntry { client, clock, json: json.map(str::to_owned) }] }
    }

    #[test]
    fn identity_is_the_servers_to_say_and_entries_belong_to_their_socket() {
        let room: Document = "p/one".parse().unwrap();
        let (me, you) = (ParticipantId::new("me").unwrap(), ParticipantId::new("you").unwrap());
        let mut present = Present::default();
        let said =
            present.take(&room, ConnId(1), &me, entry(7, 1, Some(r#"{"who":"you","mark":2}"#)), Time(0)).unwrap();
        assert_eq!(said.entries[0].json.as_deref(), Some(r#"{"who":"me"}"#));
        assert!(present.take(&room, ConnId(2), &you, entry(7, 9, Some("{}")), Time(0)).is_none());
        assert!(present.take(&room, ConnId(2), &you, entry(7, 9, None), Time(0)).is_none());
        assert!(present.take(&room, ConnId(1), &me, entry(7, 1, Some("{}")), Time(0)).is_none(), "an old clock");
        assert_eq!(present.leave(ConnId(1)).unwrap(), entry(7, 2, None));
        assert!(present.all().is_none());
    }

    #[test]
    fn presence_runs_out() {
        let room: Document = "p/one".parse().unwrap();
        let me = ParticipantId::new("me").unwrap();
        let mut present = Present::default();
        present.take(&room, ConnId(1), &me, entry(7, 1, Some("{}")), Time(0));
        assert!(present.expire(Time(PRESENCE_MS_MAX)).is_none());
        assert_eq!(present.expire(Time(PRESENCE_MS_MAX + 1)).unwrap(), entry(7, 2, None));
    }
}
