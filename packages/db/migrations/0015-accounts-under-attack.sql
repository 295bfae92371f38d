-- What a subject may still do: one row per counted subject, by hash. It replaces the doubling delays of sign_in_failures.
CREATE TABLE allowances (
  subject TEXT PRIMARY KEY CHECK (length(subject) = 64),
  whole_at INTEGER NOT NULL CHECK (whole_at >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX allowances_by_end ON allowances (whole_at);
--> statement-breakpoint
DROP TABLE sign_in_failures;
--> statement-breakpoint
ALTER TABLE known_devices ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
UPDATE known_devices SET last_used_at = created_at WHERE last_used_at = 0;
--> statement-breakpoint
ALTER TABLE known_devices ADD COLUMN by_reset INTEGER NOT NULL DEFAULT 0 CHECK (by_reset IN (0, 1));
--> statement-breakpoint
-- What a key has made ends with it.
ALTER TABLE api_keys ADD COLUMN parent_id TEXT REFERENCES api_keys (id);
--> statement-breakpoint
ALTER TABLE invitations ADD COLUMN invited_by_key TEXT REFERENCES api_keys (id);
--> statement-breakpoint
-- Who made an older key with another one stands in the audit log alone.
UPDATE api_keys SET parent_id = (
  SELECT audit_log.actor_id FROM audit_log JOIN api_keys AS parent ON parent.id = audit_log.actor_id
  WHERE audit_log.target = api_keys.id AND audit_log.procedure = 'admin.apiKeys.create' AND audit_log.actor_kind = 'key'
) WHERE parent_id IS NULL;
--> statement-breakpoint
UPDATE invitations SET invited_by_key = (
  SELECT audit_log.actor_id FROM audit_log JOIN api_keys AS inviter ON inviter.id = audit_log.actor_id
  WHERE audit_log.target = invitations.id AND audit_log.procedure = 'admin.staff.invite' AND audit_log.actor_kind = 'key'
) WHERE invited_by_key IS NULL;
