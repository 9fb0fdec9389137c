//! Why something is not allowed: each denial with its stable code for programs, its sentence for people and the status
//! that HTTP answers with, in one row.

/// Makes the enum, the list of all and the look-ups from one table.
macro_rules! denials {
    ($($(#[doc = $doc:literal])+ $name:ident: $status:literal, $code:literal, $sentence:literal;)+) => {
        /// Why not. Each has a stable code for programs and a sentence for people.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Denied {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Denied {
            /// Every denial, for the protocol's table and its test.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            const fn row(self) -> (u16, &'static str, &'static str) {
                match self {
                    $(Self::$name => ($status, $code, $sentence),)+
                }
            }
        }
    };
}

denials! {
    /// No such thing, or none that this person may know of.
    NotFound: 404, "not-found", "There is nothing here that you can open.";
    /// Only the chair may.
    NotTheChair: 403, "not-the-chair", "Only the chair can do this.";
    /// Only the chair or the scribe may.
    NotTheScribe: 403, "not-the-scribe", "Only the chair or the scribe can write the record.";
    /// Only the deputy may.
    NotTheDeputy: 403, "not-the-deputy", "Only the deputy can take the chair.";
    /// Only the moderator may.
    NotTheModerator: 403, "not-the-moderator", "Only the moderator can do this.";
    /// Only the assessor may.
    NotTheAssessor: 403, "not-the-assessor", "Only the assessor can do this.";
    /// Observers and the room screen only read.
    NoVoice: 403, "no-voice", "You are here to read, so you cannot change anything.";
    /// This person casts no ballot.
    NoBallot: 403, "no-ballot", "You do not score in this meeting.";
    /// It speaks for another agency.
    NotYourAgency: 403, "not-your-agency", "Only people from that agency can do this.";
    /// The section is not open for scoring.
    NotScoring: 409, "not-scoring", "This section is not open for scoring.";
    /// The section is not revealed.
    NotRevealed: 409, "not-revealed", "The scores of this section have not been revealed.";
    /// The section has no agreed judgement yet.
    NotAgreed: 409, "not-agreed", "This section has no agreed judgement yet.";
    /// The section was opened already.
    AlreadyOpen: 409, "already-open", "This section has been opened already.";
    /// There is no proposal to answer.
    NoProposal: 409, "no-proposal", "There is no proposal to answer yet.";
    /// The review is being signed; nothing in it changes.
    BeingSigned: 409, "being-signed",
        "This review is being signed, so nothing in it can change. The chair can stop the signing.";
    /// The record is closed and never changes.
    RecordClosed: 409, "record-closed", "The record is closed. A correction makes a new version.";
    /// The review is not being signed.
    NotSigning: 409, "not-signing", "This review is not being signed.";
    /// The review is not closed.
    NotClosed: 409, "not-closed", "This review has not been closed.";
    /// The chair is in the room.
    ChairIsHere: 409, "chair-is-here", "The chair is in the room and can hand over.";
    /// The overall judgement comes after the sections.
    OverallComesLast: 409, "overall-comes-last", "The overall judgement opens once every section has been revealed.";
    /// The section or review changed since the person decided.
    OutOfDate: 409, "out-of-date",
        "This changed while you were deciding. Look again and repeat it if you still want to.";
    /// A reason is needed.
    ReasonNeeded: 422, "reason-needed", "Please give a reason.";
    /// No ballot gave the judgement that is proposed, and no reason is given.
    NobodyScoredItSo: 422, "nobody-scored-it-so",
        "Nobody scored it so. Say why you propose it: everyone sees the reason, and it goes on the record.";
    /// A limiting judgement of the framework is overruled, and no reason is given.
    LimitOverruled: 422, "limit-overruled",
        "The framework limits this judgement. Propose it with the reason why it is overruled; the reason goes on the record.";
    /// A text is too long.
    TooLong: 422, "too-long", "That text is too long. Please shorten it.";
    /// One section allows no more of it.
    TooOften: 409, "too-often", "This has been done as often as one section allows. Go on with what there is.";
    /// The mark is not on the scale.
    BadMark: 422, "bad-mark", "That score is not one this section can have.";
    /// Someone who cannot hold the office.
    CannotHoldOffice: 422, "cannot-hold-office", "That person cannot hold this office.";
    /// No section has only equal ballots.
    NothingToAccept: 409, "nothing-to-accept", "No revealed section has the same score from everyone.";
    /// What is being signed is not what the person read.
    ContentChanged: 409, "content-changed",
        "What is being signed has changed since you read it. Read it again before you sign.";
    /// An agency has not signed.
    SignaturesMissing: 409, "signatures-missing",
        "Every agency has to sign, or be noted as not there to sign, before the record closes. At least one has to sign.";
    /// Somebody of the agency has signed, so that the chair cannot note that nobody was there to.
    AlreadySigned: 409, "already-signed",
        "This agency has signed. To change what it says, one of its own people signs again, or you stop the signing.";
    /// The command names nothing to do.
    Empty: 422, "empty", "There was nothing to do.";
    /// This is for panels, and the review is judged by assessors; or the other way round.
    OtherWay: 409, "other-way", "This review is not judged in that way.";
    /// The form was handed in and no longer changes.
    HandedIn: 409, "handed-in", "This form has been handed in, so it can no longer change.";
    /// The other form has not been handed in.
    NotHandedIn: 409, "not-handed-in", "The other assessor has not handed in yet.";
    /// A mark or a demanded comment is missing from the form.
    Incomplete: 422, "incomplete", "Something in the form is still missing. Check it and hand it in again.";
    /// The person judges the plan by themselves, so that nobody could finish it without them.
    JudgesThePlan: 409, "judges-the-plan",
        "This person judges the plan, so nobody could finish it. Make a new review for somebody else.";
    /// The person holds the chair.
    HoldsTheChair: 409, "holds-the-chair",
        "This person holds the chair. Name another chair first.";
    /// The panel was cancelled.
    Cancelled: 409, "cancelled", "This panel was cancelled, so nothing more can be done in it.";
    /// The plan was begun, so that it stays on the agenda.
    Begun: 409, "begun",
        "Something has been opened, scored or written in this plan, so it stays on the agenda.";
    /// Assessors need a plan to judge.
    LastPlan: 409, "last-plan", "This is the only plan. Cancel the whole instead, or add another plan first.";
    /// Nobody would be left who scores.
    NobodyScores: 409, "nobody-scores", "At least one person has to score. Let somebody else score first.";
    /// The new chair is not in the room.
    NotHere: 409, "not-here", "Name somebody who is in the room now.";
    /// A deputy can act.
    DeputyIsHere: 409, "deputy-is-here", "The deputy is in the room and can take the chair.";
    /// One panel has no more of them.
    TooMany: 409, "too-many", "There are as many as one panel can have.";
    /// The panel was changed as often as it can be.
    TooManyChanges: 409, "too-many-changes",
        "This panel has been changed as often as it can be. Copy it for another meeting.";
}

impl Denied {
    /// The status of an HTTP answer that denies it.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.row().0
    }

    /// The stable code, in kebab case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// The sentence for people.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        self.row().2
    }
}

impl std::fmt::Display for Denied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for Denied {}
