-- The stock of each variant over all locations, kept in step by triggers: what is low is found by index, without adding up.
CREATE TABLE stock_totals (
  variant_id TEXT PRIMARY KEY REFERENCES variants (id) ON DELETE CASCADE,
  on_hand INTEGER NOT NULL,
  allocated INTEGER NOT NULL,
  available INTEGER NOT NULL GENERATED ALWAYS AS (on_hand - allocated) VIRTUAL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO stock_totals (variant_id, on_hand, allocated)
SELECT variant_id, sum(on_hand), sum(allocated) FROM stock_levels GROUP BY variant_id;
--> statement-breakpoint
CREATE INDEX stock_totals_by_available ON stock_totals (available, variant_id);
--> statement-breakpoint
CREATE TRIGGER stock_totals_insert AFTER INSERT ON stock_levels BEGIN
  INSERT INTO stock_totals (variant_id, on_hand, allocated) VALUES (new.variant_id, new.on_hand, new.allocated)
  ON CONFLICT (variant_id) DO UPDATE SET on_hand = on_hand + excluded.on_hand, allocated = allocated + excluded.allocated;
END;
--> statement-breakpoint
CREATE TRIGGER stock_totals_update AFTER UPDATE OF on_hand, allocated ON stock_levels BEGIN
  UPDATE stock_totals
  SET on_hand = on_hand + new.on_hand - old.on_hand, allocated = allocated + new.allocated - old.allocated
  WHERE variant_id = new.variant_id;
END;
--> statement-breakpoint
CREATE TRIGGER stock_totals_delete AFTER DELETE ON stock_levels BEGIN
  UPDATE stock_totals SET on_hand = on_hand - old.on_hand, allocated = allocated - old.allocated
  WHERE variant_id = old.variant_id;
END;
--> statement-breakpoint
CREATE INDEX variants_by_sku ON variants (sku COLLATE NOCASE, id);
--> statement-breakpoint
DROP INDEX stock_movements_by_variant;
--> statement-breakpoint
CREATE INDEX stock_movements_by_variant ON stock_movements (variant_id, id, location_id, on_hand_delta, allocated_delta);
