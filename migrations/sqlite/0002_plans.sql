-- Plans that an area keeps, one row for each version. `first` is the version that its chain began with. `facts` is JSON:
-- what was entered besides the case. What became of a version is written once.
CREATE TABLE plan (
    id          TEXT NOT NULL PRIMARY KEY,
    area        TEXT NOT NULL REFERENCES area (id),
    first       TEXT NOT NULL REFERENCES plan (id),
    version     INTEGER NOT NULL,
    previous    TEXT UNIQUE REFERENCES plan (id),
    case_ref    TEXT NOT NULL,
    facts       TEXT NOT NULL,
    feedback    TEXT,
    feedback_at INTEGER,
    issued_at   INTEGER,
    made_at     INTEGER NOT NULL,
    UNIQUE (first, version),
    CHECK ((version = 1) = (previous IS NULL)),
    CHECK ((feedback IS NULL) = (feedback_at IS NULL))
) STRICT;

CREATE INDEX plan_by_area ON plan (area, first, version);

-- Which reviews judge a version. `advice` is the service whose advice is judged; nothing where it is the plan as a whole.
-- `coordinator` judges alone at the seat `participant`; nothing where others do. `own_panel` is 1 where the panel was made
-- for this one assessment, which then belongs to the plan's page and not among the meetings.
CREATE TABLE assessment (
    review      TEXT NOT NULL PRIMARY KEY,
    panel       TEXT NOT NULL REFERENCES panel (id),
    plan        TEXT NOT NULL REFERENCES plan (id),
    framework   TEXT NOT NULL,
    advice      TEXT,
    side        TEXT NOT NULL CHECK (side IN ('internal', 'external')),
    coordinator TEXT REFERENCES coordinator (id),
    participant TEXT,
    own_panel   INTEGER NOT NULL CHECK (own_panel IN (0, 1)),
    made_at     INTEGER NOT NULL,
    CHECK ((coordinator IS NULL) = (participant IS NULL))
) STRICT;

CREATE INDEX assessment_by_plan ON assessment (plan, made_at, review);
CREATE INDEX assessment_by_panel ON assessment (panel);
CREATE INDEX assessment_by_coordinator ON assessment (coordinator, participant);

-- What was last said about one service's advice for one version; no row where nothing was said.
CREATE TABLE advice (
    plan    TEXT NOT NULL REFERENCES plan (id),
    service TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('not-asked-for', 'received', 'absent')),
    PRIMARY KEY (plan, service)
) STRICT;

-- A chain of grades is history.
CREATE TRIGGER plan_stays_what_it_is BEFORE UPDATE OF id, area, first, version, previous, case_ref, facts, made_at ON plan
BEGIN SELECT RAISE(ABORT, 'a version of a plan never changes'); END;
CREATE TRIGGER plan_stays_issued BEFORE UPDATE OF issued_at ON plan WHEN OLD.issued_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what is issued stays issued'); END;
CREATE TRIGGER plan_is_never_deleted BEFORE DELETE ON plan
BEGIN SELECT RAISE(ABORT, 'plans are append-only'); END;
CREATE TRIGGER assessment_is_never_changed BEFORE UPDATE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessments are append-only'); END;
CREATE TRIGGER assessment_is_never_deleted BEFORE DELETE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessments are append-only'); END;
