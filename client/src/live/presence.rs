//! Presence in the room: the user's own on its way out, throttled and renewed, and everybody else's with its
//! expiry. It says nothing about a ballot; the type has no field for it.

use accord_shared::id::ParticipantId;
use accord_shared::message::Presence;
use accord_shared::wire::{AwarenessEntry, AwarenessUpdate};
use std::collections::BTreeMap;

/// One's own presence goes out at most this often.
const SHOW_MS_MIN: i64 = 250;
/// One's own presence is renewed this often, as others forget it after twice that time.
const RENEW_MS: i64 = 15_000;
/// Others' presence is forgotten after this long without renewal.
const EXPIRY_MS: i64 = 30_000;

#[derive(Debug)]
struct Other {
    clock: u64,
    presence: Option<Presence>,
    seen: i64,
}

/// Everybody's presence.
#[derive(Debug)]
pub struct Presences {
    you: ParticipantId,
    client: u64,
    clock: u64,
    own: Presence,
    changed: bool,
    sent: Option<i64>,
    others: BTreeMap<u64, Other>,
}

impl Presences {
    /// Nobody yet.
    #[must_use]
    pub fn new(you: ParticipantId) -> Self {
        Self { you, client: 0, clock: 0, own: Presence::default(), changed: false, sent: None, others: BTreeMap::new() }
    }

    /// A new connection begins. The server may still hold the last one's entry for a while and would ignore another
    /// connection that speaks for it, so that each connection gets an entry of its own.
    pub fn connected(&mut self, client: u32) {
        self.client = u64::from(client);
        self.clock = 0;
        self.sent = None;
    }

    /// Says what one shows from now on.
    pub fn show(&mut self, presence: Presence) {
        if self.own != presence {
            self.own = presence;
            self.changed = true;
        }
    }

    /// A query for presence: the user's own goes out again soon.
    pub fn renew(&mut self) {
        self.changed = true;
    }

    /// What goes out now, if anything is due.
    pub fn outgoing(&mut self, now: i64) -> Option<AwarenessUpdate> {
        if self.due() > now {
            return None;
        }
        self.clock += 1;
        self.sent = Some(now);
        self.changed = false;
        let json = serde_json::to_string(&self.own).ok();
        Some(AwarenessUpdate { entries: vec![AwarenessEntry { client: self.client, clock: self.clock, json }] })
    }

    /// When [`Self::outgoing`] next has something.
    #[must_use]
    pub fn due(&self) -> i64 {
        match self.sent {
            None => i64::MIN,
            Some(sent) if self.changed => sent + SHOW_MS_MIN,
            Some(sent) => sent + RENEW_MS,
        }
    }

    /// Takes in what the server says of others.
    pub fn heard(&mut self, update: AwarenessUpdate, now: i64) {
        for AwarenessEntry { client, clock, json } in update.entries {
            if client == self.client {
                continue;
            }
            let presence = json.and_then(|json| serde_json::from_str::<Presence>(&json).ok());
            let newer = self.others.get(&client).is_none_or(|known| {
                clock > known.clock || (clock == known.clock && presence.is_none() && known.presence.is_some())
            });
            if newer {
                self.others.insert(client, Other { clock, presence, seen: now });
            }
        }
    }

    /// Forgets every presence that was not renewed. Says whether there was one.
    pub fn expire(&mut self, now: i64) -> bool {
        let before = self.others.len();
        self.others.retain(|_, other| now < other.seen + EXPIRY_MS);
        self.others.len() != before
    }

    /// When [`Self::expire`] next has something to do.
    #[must_use]
    pub fn expiry_due(&self) -> Option<i64> {
        self.others.values().map(|other| other.seen + EXPIRY_MS).min()
    }

    /// What other people show, in the order of their ids; somebody with two devices comes twice.
    #[must_use]
    pub fn others(&self) -> Vec<Presence> {
        let of_others = |presence: &&Presence| presence.who.as_ref().is_some_and(|who| *who != self.you);
        let mut present: Vec<Presence> =
            self.others.values().filter_map(|other| other.presence.as_ref()).filter(of_others).cloned().collect();
        present.sort_by(|a, b| a.who.cmp(&b.who));
        present
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ParticipantId {
        ParticipantId::new(text).unwrap()
    }

    fn entry(client: u64, clock: u64, who: Option<&str>) -> AwarenessUpdate {
        let json = who.map(|who| format!("{{\"who\":\"{who}\",\"writing\":\"areas/A\"}}"));
        AwarenessUpdate { entries: vec![AwarenessEntry { client, clock, json }] }
    }

    fn names(presences: &Presences) -> Vec<String> {
        presences.others().into_iter().filter_map(|p| p.who).map(String::from).collect()
    }

    #[test]
    fn own_presence_is_sent_at_once_then_throttled_and_renewed() {
        let mut presences = Presences::new(id("me"));
        presences.connected(7);
        let first = presences.outgoing(0).unwrap();
        assert_eq!((first.entries[0].client, first.entries[0].clock), (7, 1));
        presences.show(Presence { writing: Some("areas/A".into()), ..Presence::default() });
        assert_eq!(presences.outgoing(SHOW_MS_MIN - 1), None);
        let second = presences.outgoing(SHOW_MS_MIN).unwrap();
        assert_eq!(second.entries[0].json.as_deref(), Some(r#"{"writing":"areas/A"}"#));
        assert_eq!(presences.outgoing(SHOW_MS_MIN + RENEW_MS - 1), None);
        assert_eq!(presences.outgoing(SHOW_MS_MIN + RENEW_MS).unwrap().entries[0].clock, 3);
    }

    #[test]
    fn a_new_connection_speaks_under_a_new_entry_from_the_first_clock() {
        let mut presences = Presences::new(id("me"));
        presences.connected(7);
        presences.outgoing(0);
        presences.connected(8);
        let again = presences.outgoing(1).unwrap();
        assert_eq!((again.entries[0].client, again.entries[0].clock), (8, 1));
    }

    #[test]
    fn others_come_go_and_are_forgotten() {
        let mut presences = Presences::new(id("me"));
        presences.connected(7);
        presences.heard(entry(7, 9, Some("me")), 0);
        presences.heard(entry(5, 1, Some("me")), 0);
        presences.heard(entry(2, 1, Some("zoe")), 0);
        presences.heard(entry(3, 4, Some("ann")), 10);
        assert_eq!(names(&presences), ["ann", "zoe"]);
        presences.heard(entry(3, 3, None), 20);
        assert_eq!(names(&presences), ["ann", "zoe"], "older news");
        presences.heard(entry(3, 4, None), 20);
        assert_eq!(names(&presences), ["zoe"]);
        assert_eq!(presences.expiry_due(), Some(EXPIRY_MS));
        assert!(presences.expire(EXPIRY_MS));
        assert_eq!(names(&presences), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_presence_is_nobody() {
        let mut presences = Presences::new(id("me"));
        let entries = vec![AwarenessEntry { client: 1, clock: 1, json: Some("[1]".into()) }];
        presences.heard(AwarenessUpdate { entries }, 0);
        assert!(presences.others().is_empty());
    }
}
