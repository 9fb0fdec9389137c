-- An area's own frameworks. Ids that differ only in capitals are the same.

-- What is being written. `body` is JSON that may be unfinished; `revision` grows with each change of it, so that no
-- change overwrites another unseen.
CREATE TABLE framework_draft (
    area       TEXT NOT NULL REFERENCES area (id),
    id         TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    body       TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (area, id)
) STRICT;

CREATE UNIQUE INDEX framework_draft_by_small_id ON framework_draft (area, LOWER(id));

-- What is published, in that order and for good. `sha256` names the version in `framework`.
CREATE TABLE framework_published (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    area         TEXT NOT NULL REFERENCES area (id),
    id           TEXT NOT NULL,
    version      TEXT NOT NULL,
    sha256       TEXT NOT NULL REFERENCES framework (sha256),
    published_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX framework_published_by_small_version ON framework_published (area, LOWER(id), LOWER(version));

CREATE TRIGGER framework_published_is_never_changed BEFORE UPDATE ON framework_published
BEGIN SELECT RAISE(ABORT, 'published frameworks are append-only'); END;
CREATE TRIGGER framework_published_is_never_deleted BEFORE DELETE ON framework_published
BEGIN SELECT RAISE(ABORT, 'published frameworks are append-only'); END;
