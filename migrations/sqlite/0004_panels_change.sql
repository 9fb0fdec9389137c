-- `made` is a panel as it was made, for good; its decisions lead from there to `body`, the panel as it is now. Of panels
-- that are older than this, `made` is what they were when it came.
ALTER TABLE panel ADD COLUMN made TEXT NOT NULL DEFAULT '';
UPDATE panel SET made = body;

-- When the coordinator cancelled it.
ALTER TABLE panel ADD COLUMN cancelled_at INTEGER;

CREATE TRIGGER panel_stays_as_it_was_made BEFORE UPDATE OF made ON panel
BEGIN SELECT RAISE(ABORT, 'what a panel was made as stays'); END;
CREATE TRIGGER panel_stays_cancelled BEFORE UPDATE OF cancelled_at ON panel
WHEN OLD.cancelled_at IS NOT NULL AND OLD.cancelled_at IS NOT NEW.cancelled_at
BEGIN SELECT RAISE(ABORT, 'a panel stays cancelled'); END;
