//! What is signed and closed: agencies sign what they read, and the record is made once every agency has.

use super::{Meeting, check_reason};
use crate::command::Happened;
use crate::id::{ParticipantId, ReviewId, Time};
use crate::panel::Agency;
use crate::policy::Denied;
use crate::record::{self, Record, RecordContent, RecordFile, SignatureRecord};
use crate::stage::{SignAnswer, Signature};

impl Meeting {
    pub(super) fn sign(
        &self,
        review: &ReviewId,
        agency: Agency,
        answer: SignAnswer,
        read: &str,
    ) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        if stage.content_sha256.as_deref() != Some(read) {
            return Err(Denied::ContentChanged);
        }
        if !stage.to_sign.contains(&agency) {
            return Err(Denied::NotFound);
        }
        if let SignAnswer::Reservation { text } = &answer {
            check_reason(text)?;
        }
        Ok(vec![Happened::Signed { review: review.clone(), agency, answer }])
    }

    pub(super) fn close(&self, by: &ParticipantId, review: &ReviewId, now: Time) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let content = self.frozen.get(review).ok_or(Denied::NotSigning)?;
        if stage.to_sign.iter().any(|agency| !stage.signatures.contains_key(agency)) {
            return Err(Denied::SignaturesMissing);
        }
        // A record that nobody signed would be the chair's alone.
        if !stage.signatures.values().any(Signature::is_the_agencys) {
            return Err(Denied::SignaturesMissing);
        }
        let signature = |signature: &Signature| SignatureRecord {
            agency: signature.agency,
            by: self.name_then(&signature.by, signature.changed_at),
            answer: signature.answer.clone(),
            at: signature.at,
        };
        let signatures = stage.signatures.values().map(signature).collect();
        let file = self.next_version(by, review, content.clone(), signatures, now)?;
        Ok(vec![Happened::Closed { review: review.clone(), file: Box::new(file) }])
    }

    /// What is being signed, while it is.
    #[must_use]
    pub fn frozen(&self, review: &ReviewId) -> Option<&RecordContent> {
        self.frozen.get(review)
    }

    /// The next version of a review's record.
    pub(super) fn next_version(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        content: RecordContent,
        signatures: Vec<SignatureRecord>,
        now: Time,
    ) -> Result<RecordFile, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        Ok(record::seal(Record {
            format: record::RECORD_FORMAT,
            version: stage.versions + 1,
            correction: stage.correcting.clone(),
            previous_sha256: stage.record_sha256.clone(),
            closed_at: now,
            closed_by: self.panel.name_and_post(by),
            content_sha256: record::hash_of(&content),
            content,
            signatures,
        }))
    }
}
