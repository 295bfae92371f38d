CREATE TABLE job_marks (
  job TEXT PRIMARY KEY,
  mark TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE product_sales (
  seq INTEGER PRIMARY KEY REFERENCES products (seq) ON DELETE CASCADE,
  orders INTEGER NOT NULL CHECK (orders >= 1),
  units INTEGER NOT NULL CHECK (units >= 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE product_pairs (
  seq INTEGER NOT NULL REFERENCES products (seq) ON DELETE CASCADE,
  other_seq INTEGER NOT NULL REFERENCES products (seq) ON DELETE CASCADE,
  orders INTEGER NOT NULL CHECK (orders >= 1),
  PRIMARY KEY (seq, other_seq),
  CHECK (seq <> other_seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX product_pairs_by_other ON product_pairs (other_seq);
--> statement-breakpoint
CREATE TABLE related_products (
  seq INTEGER NOT NULL REFERENCES products (seq) ON DELETE CASCADE,
  rank INTEGER NOT NULL CHECK (rank >= 0),
  other_seq INTEGER NOT NULL REFERENCES products (seq) ON DELETE CASCADE,
  score REAL NOT NULL,
  PRIMARY KEY (seq, rank)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX related_products_by_other ON related_products (other_seq);
--> statement-breakpoint
CREATE INDEX order_history_placed ON order_history (id) WHERE to_status = 'placed';
