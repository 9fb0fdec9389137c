-- Everything belongs to an area. Ids are text, times are milliseconds since 1970 in UTC, JSON is text.
-- Secrets are never kept: `hash` is the SHA-256 of one, in hexadecimal.

CREATE TABLE area (
    id      TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE coordinator (
    id      TEXT NOT NULL PRIMARY KEY,
    area    TEXT NOT NULL REFERENCES area (id),
    name    TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- The one-time links with which a coordinator signs in.
CREATE TABLE setup_link (
    hash       TEXT NOT NULL PRIMARY KEY,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

-- Every version of a framework that a panel was ever made with, by the hash of its canonical JSON.
CREATE TABLE framework (
    sha256  TEXT NOT NULL PRIMARY KEY,
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    body    TEXT NOT NULL
) STRICT;

CREATE INDEX framework_by_version ON framework (id, version, sha256);

-- `body` is the panel as JSON; `revision` grows with each change of it, so that no change overwrites another
-- unseen. `framework` is the hash of its framework, frozen when the panel was made.
CREATE TABLE panel (
    id        TEXT NOT NULL PRIMARY KEY,
    area      TEXT NOT NULL REFERENCES area (id),
    held_on   TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    revision  INTEGER NOT NULL,
    body      TEXT NOT NULL,
    framework TEXT NOT NULL REFERENCES framework (sha256)
) STRICT;

CREATE INDEX panel_by_area ON panel (area, held_on, id);

CREATE TRIGGER panel_framework_is_frozen BEFORE UPDATE OF id, area, made_at, framework ON panel
BEGIN SELECT RAISE(ABORT, 'the framework of a panel is frozen'); END;

-- The personal links of participants.
CREATE TABLE link (
    hash        TEXT NOT NULL PRIMARY KEY,
    panel       TEXT NOT NULL REFERENCES panel (id),
    participant TEXT NOT NULL,
    made_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    revoked_at  INTEGER
) STRICT;

CREATE INDEX link_by_participant ON link (panel, participant);

-- `subject` is a coordinator's id, or a participant's; only the latter has a panel.
CREATE TABLE session (
    hash       TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('coordinator', 'seat')),
    subject    TEXT NOT NULL,
    panel      TEXT REFERENCES panel (id),
    made_at    INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at   INTEGER,
    CHECK ((kind = 'seat') = (panel IS NOT NULL))
) STRICT;

CREATE INDEX session_by_subject ON session (kind, subject);

-- What was decided in a meeting, in order and for good. `op` is the operation that asked for it.
CREATE TABLE decision (
    panel      TEXT NOT NULL REFERENCES panel (id),
    seq        INTEGER NOT NULL,
    op         TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    at         INTEGER NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (panel, seq),
    UNIQUE (panel, op)
) STRICT;

-- The Y documents: what is newer than the snapshot stands in the updates.
CREATE TABLE doc_update (
    document   TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    panel      TEXT NOT NULL REFERENCES panel (id),
    written_by TEXT NOT NULL,
    at         INTEGER NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (document, seq)
) STRICT;

CREATE INDEX doc_update_by_panel ON doc_update (panel, document, seq);

CREATE TABLE doc_snapshot (
    document TEXT NOT NULL PRIMARY KEY,
    seq      INTEGER NOT NULL,
    panel    TEXT NOT NULL REFERENCES panel (id),
    bytes    BLOB NOT NULL
) STRICT;

CREATE INDEX doc_snapshot_by_panel ON doc_snapshot (panel, document);

-- Which participant a Y client id belongs to, so that every change can be attributed.
CREATE TABLE doc_client (
    document    TEXT NOT NULL,
    client      INTEGER NOT NULL,
    panel       TEXT NOT NULL REFERENCES panel (id),
    participant TEXT NOT NULL,
    PRIMARY KEY (document, client)
) STRICT;

CREATE INDEX doc_client_by_panel ON doc_client (panel, document);

-- The closed records. `body` is the file as it is handed out.
CREATE TABLE record (
    review    TEXT NOT NULL,
    version   INTEGER NOT NULL,
    panel     TEXT NOT NULL REFERENCES panel (id),
    sha256    TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    reason    TEXT,
    body      TEXT NOT NULL,
    PRIMARY KEY (review, version)
) STRICT;

CREATE INDEX record_by_panel ON record (panel, review, version);

-- Who did what to what, and when; never what it says.
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    area    TEXT REFERENCES area (id),
    panel   TEXT REFERENCES panel (id),
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

-- What is history stays as it is, whoever asks.
CREATE TRIGGER framework_is_never_changed BEFORE UPDATE ON framework
BEGIN SELECT RAISE(ABORT, 'frameworks are append-only'); END;
CREATE TRIGGER framework_is_never_deleted BEFORE DELETE ON framework
BEGIN SELECT RAISE(ABORT, 'frameworks are append-only'); END;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
