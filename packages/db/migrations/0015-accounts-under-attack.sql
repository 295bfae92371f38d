-- What a subject may still do: one row per counted subject, by hash. It replaces the doubling delays of sign_in_failures.
CREATE TABLE allowances (
  subject TEXT PRIMARY KEY CHECK (length(subject) = 64),
  whole_at INTEGER NOT NULL CHECK (whole_at >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX allowances_by_end ON allowances (whole_at);
