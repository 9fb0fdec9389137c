//! Every SQL text of the server, in the part of the language that SQLite and PostgreSQL share: `$1` for parameters,
//! `ON CONFLICT`, an order wherever there is more than one row. A test prepares each of them. Beside them, what writing a row needs every time.

use super::StoreError;

/// Runs one statement; how many rows it touched.
macro_rules! run {
    ($conn:expr, $text:expr $(, $value:expr)* $(,)?) => {
        sqlx::query($text)$(.bind($value))*.execute(&mut *$conn).await?.rows_affected()
    };
}
pub(super) use run;

/// The change was meant for exactly one row.
pub(super) fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Stale { rows }) }
}

/// Whole numbers are kept as the 64 bits with a sign that both databases have.
pub(super) fn integer(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|error| StoreError::bad_value("a number", error))
}

/// A value as it is kept in a column of JSON.
pub(super) fn json<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::bad_value(what, error))
}

macro_rules! texts {
    ($($name:ident = $text:literal;)*) => {
        $(pub(super) const $name: &str = $text;)*
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),*];
    };
}

texts! {
    PING = "SELECT 1";

    ADD_AREA = "INSERT INTO area (id, name, made_at) VALUES ($1, $2, $3)";
    // There is one coordinator until areas can have several: of two links redeemed at once, one adds no row.
    ADD_FIRST_COORDINATOR = "INSERT INTO coordinator (id, area, name, made_at) \
        SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM coordinator)";
    FIRST_COORDINATOR = "SELECT c.id, c.name, c.area AS area_id, a.name AS area \
        FROM coordinator c JOIN area a ON a.id = c.area ORDER BY c.made_at, c.id LIMIT 1";

    ADD_SETUP_LINK = "INSERT INTO setup_link (hash, made_at, expires_at) VALUES ($1, $2, $3)";
    DROP_SETUP_LINKS = "DELETE FROM setup_link WHERE used_at IS NULL";
    USE_SETUP_LINK = "UPDATE setup_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
    SETUP_LINK_WORKS = "SELECT COUNT(*) FROM setup_link WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";

    ADD_SESSION = "INSERT INTO session (hash, kind, subject, panel, made_at, seen_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $5, $6)";
    SEE_SESSION = "UPDATE session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2 AND ended_at IS NULL";
    END_SESSION = "UPDATE session SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL";
    END_SEAT_SESSIONS = "UPDATE session SET ended_at = $3 \
        WHERE kind = 'seat' AND panel = $1 AND subject = $2 AND ended_at IS NULL";
    // Beyond so many devices, the sessions that were begun first end.
    END_SEAT_SESSIONS_BEYOND = "UPDATE session SET ended_at = $3 \
        WHERE kind = 'seat' AND panel = $1 AND subject = $2 AND ended_at IS NULL AND hash NOT IN \
        (SELECT hash FROM session WHERE kind = 'seat' AND panel = $1 AND subject = $2 AND ended_at IS NULL \
        ORDER BY made_at DESC, hash LIMIT $4)";
    COORDINATOR_OF_SESSION = "SELECT c.id, c.name, c.area AS area_id, a.name AS area, s.seen_at \
        FROM session s JOIN coordinator c ON c.id = s.subject JOIN area a ON a.id = c.area \
        WHERE s.hash = $1 AND s.kind = 'coordinator' AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3";
    SEAT_OF_SESSION = "SELECT subject, panel FROM session \
        WHERE hash = $1 AND kind = 'seat' AND ended_at IS NULL AND expires_at > $2";

    ADD_PANEL = "INSERT INTO panel (id, area, held_on, made_at, revision, body, made, framework) \
        VALUES ($1, $2, $3, $4, 1, $5, $5, $6)";
    // Written with the decision that changed the panel, whose place nobody else can take.
    PUT_PANEL = "UPDATE panel SET body = $2, held_on = $3, cancelled_at = $4, revision = revision + 1 WHERE id = $1";
    PANEL = "SELECT area, body, (SELECT a.plan FROM assessment a WHERE a.panel = panel.id AND a.own_panel = 1 LIMIT 1) \
        AS of_plan FROM panel WHERE id = $1";
    PANEL_WITH_FRAMEWORK = "SELECT p.made, f.body AS framework \
        FROM panel p JOIN framework f ON f.sha256 = p.framework WHERE p.id = $1";
    ADD_FRAMEWORK = "INSERT INTO framework (sha256, id, version, body) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (sha256) DO NOTHING";
    PANELS_OF_AREA = "SELECT p.body, (SELECT COUNT(DISTINCT r.review) FROM record r WHERE r.panel = p.id) AS closed \
        FROM panel p WHERE p.area = $1 \
        AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.panel = p.id AND a.own_panel = 1) \
        ORDER BY p.held_on DESC, p.made_at DESC, p.id";
    DECISIONS = "SELECT seq, op, decided_by, at, body FROM decision WHERE panel = $1 ORDER BY seq";

    ADD_LINK = "INSERT INTO link (hash, panel, participant, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    USE_LINK = "UPDATE link SET used_at = COALESCE(used_at, $2) WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2";
    REVOKE_LINKS = "UPDATE link SET revoked_at = $3 WHERE panel = $1 AND participant = $2 AND revoked_at IS NULL";
    // A meeting that comes later takes its links and sessions along.
    EXTEND_LINKS = "UPDATE link SET expires_at = $2 WHERE panel = $1 AND revoked_at IS NULL AND expires_at < $2";
    EXTEND_SEAT_SESSIONS = "UPDATE session SET expires_at = $2 \
        WHERE kind = 'seat' AND panel = $1 AND ended_at IS NULL AND expires_at < $2";
    LINK = "SELECT panel, participant, expires_at FROM link WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2";
    LINKS_OF_PANEL = "SELECT participant, made_at, expires_at, used_at FROM link \
        WHERE panel = $1 AND revoked_at IS NULL ORDER BY made_at, participant";

    ADD_DECISION = "INSERT INTO decision (panel, seq, op, decided_by, at, body) VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_UPDATE = "INSERT INTO doc_update (document, seq, panel, written_by, at, bytes) VALUES ($1, $2, $3, $4, $5, $6)";
    // A client id stays with the participant who brought it first: for another one, no row is written.
    ADD_CLIENT = "INSERT INTO doc_client (document, client, panel, participant) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (document, client) DO UPDATE SET panel = excluded.panel \
        WHERE doc_client.participant = excluded.participant";
    PUT_SNAPSHOT = "INSERT INTO doc_snapshot (document, seq, panel, bytes) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (document) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes \
        WHERE excluded.seq > doc_snapshot.seq";
    DROP_UPDATES = "DELETE FROM doc_update WHERE document = $1 AND seq <= $2";
    UPDATES_OF_PANEL = "SELECT document, seq, bytes FROM doc_update WHERE panel = $1 ORDER BY document, seq";
    SNAPSHOTS_OF_PANEL = "SELECT document, seq, bytes FROM doc_snapshot WHERE panel = $1 ORDER BY document";
    CLIENTS_OF_PANEL = "SELECT document, client, participant FROM doc_client WHERE panel = $1 ORDER BY document, client";

    ADD_RECORD = "INSERT INTO record (review, version, panel, sha256, closed_at, reason, body) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    RECORDS_OF_PANEL = "SELECT review, version, sha256, closed_at, reason FROM record \
        WHERE panel = $1 ORDER BY review, version";
    RECORD = "SELECT body FROM record WHERE panel = $1 AND review = $2 AND version = $3";

    ADD_AUDIT = "INSERT INTO audit (at, area, panel, actor, action, subject) \
        VALUES ($1, COALESCE($2, (SELECT area FROM panel WHERE id = $3)), $3, $4, $5, $6)";

    // The conditions hold when the row is written, whatever was so when somebody looked.
    ADD_DRAFT = "INSERT INTO framework_draft (area, id, revision, body, changed_at) SELECT $1, $2, 1, $3, $4 \
        WHERE (SELECT COUNT(*) FROM framework_draft WHERE area = $1) < $5 AND NOT EXISTS \
        (SELECT 1 FROM framework_published WHERE area = $1 AND LOWER(id) = LOWER($2) AND id <> $2)";
    PUT_DRAFT = "UPDATE framework_draft SET body = $4, changed_at = $5, revision = revision + 1 \
        WHERE area = $1 AND id = $2 AND revision = $3";
    DROP_DRAFT = "DELETE FROM framework_draft WHERE area = $1 AND id = $2";
    DRAFT = "SELECT id, revision, body, changed_at FROM framework_draft WHERE area = $1 AND id = $2";
    DRAFTS = "SELECT id, revision, body, changed_at FROM framework_draft WHERE area = $1 ORDER BY changed_at DESC, id";
    PUBLISH = "INSERT INTO framework_published (area, id, version, sha256, published_at) SELECT $1, $2, $3, $4, $5 \
        WHERE EXISTS (SELECT 1 FROM framework_draft WHERE area = $1 AND id = $2 AND revision = $6) \
        AND (SELECT COUNT(*) FROM framework_published WHERE area = $1) < $7";
    PUBLISHED = "SELECT id, version FROM framework_published WHERE area = $1 ORDER BY seq";
    NEWEST_OWN = "SELECT f.body FROM framework_published p JOIN framework f ON f.sha256 = p.sha256 \
        WHERE p.area = $1 AND p.id = $2 ORDER BY p.seq DESC LIMIT 1";
    ALL_NEWEST_OWN = "SELECT f.body FROM framework_published p JOIN framework f ON f.sha256 = p.sha256 \
        WHERE p.seq IN (SELECT MAX(n.seq) FROM framework_published n WHERE n.area = $1 GROUP BY n.id) ORDER BY p.id";
    FRAMEWORK_OF_AREA = "SELECT f.body FROM framework f WHERE f.id = $2 AND f.version = $3 AND \
        (EXISTS (SELECT 1 FROM framework_published p WHERE p.area = $1 AND p.sha256 = f.sha256) \
        OR EXISTS (SELECT 1 FROM panel n WHERE n.area = $1 AND n.framework = f.sha256)) ORDER BY f.sha256 LIMIT 1";
    FRAMEWORK_OF_SEAT = "SELECT f.body FROM session s JOIN panel p ON p.id = s.panel \
        JOIN framework f ON f.sha256 = p.framework \
        WHERE s.hash = $1 AND s.kind = 'seat' AND s.ended_at IS NULL AND s.expires_at > $2 AND f.id = $3 AND f.version = $4";

    // For the command line, which may meet a database that no newer program has brought up to date.
    KNOWS_OWN_FRAMEWORKS = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'framework_published'";
    INSTALLED = "SELECT f.body FROM framework_published p JOIN framework f ON f.sha256 = p.sha256 \
        WHERE p.seq IN (SELECT MAX(n.seq) FROM framework_published n GROUP BY n.area, n.id) ORDER BY p.id, p.seq DESC";
    INSTALLED_NEWEST = "SELECT f.body FROM framework_published p JOIN framework f ON f.sha256 = p.sha256 \
        WHERE p.id = $1 ORDER BY p.seq DESC LIMIT 1";
    INSTALLED_VERSION = "SELECT f.body FROM framework_published p JOIN framework f ON f.sha256 = p.sha256 \
        WHERE p.id = $1 AND p.version = $2 ORDER BY p.seq DESC LIMIT 1";

    ADD_PLAN = "INSERT INTO plan (id, area, first, version, case_ref, facts, made_at) \
        VALUES ($1, $2, $1, 1, $3, $4, $5)";
    // It rests on the version before being neither issued nor redrafted, and on so many closed records of it.
    ADD_REDRAFT = "INSERT INTO plan (id, area, first, version, previous, case_ref, facts, made_at) \
        SELECT $1, l.area, l.first, l.version + 1, l.id, l.case_ref, $3, $4 FROM plan l \
        WHERE l.id = $2 AND l.issued_at IS NULL \
        AND (SELECT COUNT(*) FROM record r JOIN assessment a ON a.review = r.review WHERE a.plan = l.id) = $5";
    PUT_FEEDBACK = "UPDATE plan SET feedback = $2, feedback_at = $3 \
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM plan n WHERE n.previous = $1)";
    ISSUE_PLAN = "UPDATE plan SET issued_at = $2 WHERE id = $1 AND issued_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM plan n WHERE n.previous = $1) \
        AND (SELECT COUNT(*) FROM record r JOIN assessment a ON a.review = r.review WHERE a.plan = $1) = $3";
    PUT_ADVICE = "INSERT INTO advice (plan, service, state) VALUES ($1, $2, $3) \
        ON CONFLICT (plan, service) DO UPDATE SET state = excluded.state";
    ADD_ASSESSMENT = "INSERT INTO assessment \
        (review, panel, plan, framework, advice, side, coordinator, participant, own_panel, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    // Of two at once, one adds no row.
    ADD_ONLY_ASSESSMENT = "INSERT INTO assessment \
        (review, panel, plan, framework, advice, side, coordinator, participant, own_panel, made_at) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE NOT EXISTS (SELECT 1 FROM assessment a \
        WHERE a.coordinator = $7 AND a.plan = $3 AND a.framework = $4 AND a.advice IS NULL \
        AND NOT EXISTS (SELECT 1 FROM panel p WHERE p.id = a.panel AND p.cancelled_at IS NOT NULL) \
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.review = a.review))";

    PLAN = "SELECT id, version, previous, case_ref, facts, feedback, feedback_at, issued_at, made_at, \
        (SELECT COUNT(*) FROM plan n WHERE n.previous = plan.id) AS redrafted FROM plan WHERE id = $1 AND area = $2";
    // An empty $2 means the whole area, else the chain of that version.
    PLANS = "SELECT id, version, previous, case_ref, facts, feedback, feedback_at, issued_at, made_at FROM plan \
        WHERE area = $1 AND ($2 = '' OR first = (SELECT first FROM plan WHERE id = $2)) ORDER BY made_at, id";
    FRAMEWORKS_OF_ASSESSMENTS = "SELECT f.sha256, f.body FROM framework f WHERE f.sha256 IN (SELECT p.framework \
        FROM assessment a JOIN panel p ON p.id = a.panel JOIN plan l ON l.id = a.plan \
        WHERE l.area = $1 AND ($2 = '' OR l.first = (SELECT first FROM plan WHERE id = $2))) ORDER BY f.sha256";
    ASSESSMENTS = "SELECT a.review, a.plan, a.advice, a.side, a.coordinator, a.made_at, p.body AS panel, p.framework, \
        (SELECT COUNT(*) FROM record r WHERE r.review = a.review) AS versions, \
        (SELECT MIN(r.closed_at) FROM record r WHERE r.review = a.review) AS first_closed_at, \
        (SELECT r.body FROM record r WHERE r.review = a.review ORDER BY r.version DESC LIMIT 1) AS record \
        FROM assessment a JOIN panel p ON p.id = a.panel JOIN plan l ON l.id = a.plan \
        WHERE l.area = $1 AND ($2 = '' OR l.first = (SELECT first FROM plan WHERE id = $2)) \
        ORDER BY a.made_at, a.review";
    ADVICE = "SELECT v.plan, v.service, v.state FROM advice v JOIN plan l ON l.id = v.plan \
        WHERE l.area = $1 AND ($2 = '' OR l.first = (SELECT first FROM plan WHERE id = $2)) \
        ORDER BY l.version, v.plan, v.service";
    OWN_OPEN_SEAT = "SELECT panel, participant, review FROM assessment a \
        WHERE a.coordinator = $1 AND a.plan = $2 AND a.framework = $3 AND a.advice IS NULL \
        AND NOT EXISTS (SELECT 1 FROM panel p WHERE p.id = a.panel AND p.cancelled_at IS NOT NULL) \
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.review = a.review) ORDER BY a.made_at, a.review LIMIT 1";
    OWN_SEAT = "SELECT panel, participant, review FROM assessment \
        WHERE coordinator = $1 AND plan = $2 AND review = $3";
    OWN_ASSESSMENTS_CLOSED = "SELECT EXISTS (SELECT 1 FROM record r WHERE r.review = a.review) FROM assessment a \
        WHERE a.coordinator = $1 AND a.participant = $2";
}
