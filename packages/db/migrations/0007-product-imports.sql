CREATE TABLE product_imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER CHECK (size_bytes >= 0),
  received_bytes INTEGER NOT NULL DEFAULT 0 CHECK (received_bytes >= 0),
  has_file INTEGER NOT NULL DEFAULT 1 CHECK (has_file IN (0, 1)),
  state TEXT NOT NULL CHECK (
    state IN ('uploading', 'waiting', 'checking', 'importing', 'done', 'failed', 'canceled', 'interrupted')
  ),
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  dry_run INTEGER CHECK (dry_run IN (0, 1)),
  on_fault TEXT CHECK (on_fault IN ('stop', 'skip')),
  done_bytes INTEGER NOT NULL DEFAULT 0,
  done_rows INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  variants INTEGER NOT NULL DEFAULT 0,
  images INTEGER NOT NULL DEFAULT 0,
  faults TEXT NOT NULL DEFAULT '[]' CHECK (json_type(faults) = 'array'),
  fault_count INTEGER NOT NULL DEFAULT 0,
  failure TEXT CHECK (failure IN ('faults', 'file', 'internal')),
  actor TEXT NOT NULL CHECK (json_type(actor) = 'object'),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  updated_at INTEGER NOT NULL,
  CHECK (received_bytes <= size_bytes),
  CHECK (state = 'uploading' OR state = 'canceled' OR (dry_run IS NOT NULL AND on_fault IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX product_imports_waiting ON product_imports (started_at, id) WHERE state = 'waiting';
--> statement-breakpoint
CREATE UNIQUE INDEX product_imports_one_at_work ON product_imports (state IS NOT NULL)
WHERE state IN ('checking', 'importing');
--> statement-breakpoint
CREATE INDEX product_imports_by_update ON product_imports (updated_at);
--> statement-breakpoint
CREATE TABLE product_csv_columns (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE product_csv_cells (
  product_id TEXT PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  cells TEXT NOT NULL CHECK (json_type(cells) = 'object')
) STRICT, WITHOUT ROWID;
