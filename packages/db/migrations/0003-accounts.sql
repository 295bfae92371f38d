ALTER TABLE users ADD COLUMN totp_secret TEXT;
--> statement-breakpoint
ALTER TABLE users ADD COLUMN totp_enabled_at INTEGER;
--> statement-breakpoint
ALTER TABLE users ADD COLUMN totp_last_step INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE users ADD COLUMN erased_at INTEGER;
--> statement-breakpoint
CREATE INDEX users_staff ON users (role, id) WHERE role <> 'customer';
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN require_staff_mfa INTEGER NOT NULL DEFAULT 0 CHECK (require_staff_mfa IN (0, 1));
--> statement-breakpoint
DROP TABLE sessions;
--> statement-breakpoint
CREATE TABLE sessions (
  id_hash TEXT PRIMARY KEY CHECK (length(id_hash) = 64),
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX sessions_by_user ON sessions (user_id);
--> statement-breakpoint
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
--> statement-breakpoint
CREATE TABLE registrations (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL CHECK (email = lower(email)),
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX registrations_by_age ON registrations (created_at);
--> statement-breakpoint
CREATE TABLE mail_tokens (
  token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  purpose TEXT NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'change_email', 'accept_invitation')),
  subject_id TEXT NOT NULL,
  email TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX mail_tokens_by_subject ON mail_tokens (purpose, subject_id);
--> statement-breakpoint
CREATE INDEX mail_tokens_by_expiry ON mail_tokens (expires_at);
--> statement-breakpoint
CREATE TABLE recovery_codes (
  code_hash TEXT PRIMARY KEY CHECK (length(code_hash) = 64),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);
--> statement-breakpoint
CREATE TABLE addresses (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  address TEXT NOT NULL CHECK (json_type(address) = 'object'),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX addresses_by_user ON addresses (user_id, id);
--> statement-breakpoint
CREATE UNIQUE INDEX addresses_one_default ON addresses (user_id) WHERE is_default = 1;
--> statement-breakpoint
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
  role TEXT NOT NULL CHECK (role IN ('support', 'warehouse', 'manager', 'owner')),
  invited_by TEXT,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE CHECK (length(key_hash) = 64),
  permissions TEXT NOT NULL CHECK (json_type(permissions) = 'array'),
  created_by TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;
--> statement-breakpoint
CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'key', 'operator', 'system')),
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  procedure TEXT NOT NULL,
  target TEXT NOT NULL,
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after)),
  request_id TEXT NOT NULL,
  chain_hash TEXT NOT NULL CHECK (length(chain_hash) = 64)
) STRICT;
--> statement-breakpoint
CREATE INDEX audit_log_by_procedure ON audit_log (procedure, seq);
--> statement-breakpoint
CREATE INDEX audit_log_by_target ON audit_log (target, seq);
--> statement-breakpoint
CREATE INDEX audit_log_by_actor ON audit_log (actor_id, seq);
--> statement-breakpoint
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE outbox ADD COLUMN next_attempt_at INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE outbox ADD COLUMN last_error TEXT;
--> statement-breakpoint
ALTER TABLE outbox ADD COLUMN dead_at INTEGER;
--> statement-breakpoint
DROP INDEX outbox_undelivered;
--> statement-breakpoint
CREATE INDEX outbox_undelivered ON outbox (id) WHERE delivered_at IS NULL AND dead_at IS NULL;
--> statement-breakpoint
CREATE TABLE known_devices (
  device_hash TEXT NOT NULL CHECK (length(device_hash) = 64),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, device_hash)
) STRICT, WITHOUT ROWID;
