// Keys: all is found by one property, and a load that is run again finds what it wrote. Those of kinds.ts are made from it.
CREATE CONSTRAINT mineral_list_slug IF NOT EXISTS FOR (n:MineralList) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT trade_flow_id IF NOT EXISTS FOR (n:TradeFlow) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT trade_table_id IF NOT EXISTS FOR (n:TradeTable) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT trade_total_id IF NOT EXISTS FOR (n:TradeTotal) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT export_control_item_id IF NOT EXISTS FOR (n:ExportControlItem) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT observation_id IF NOT EXISTS FOR (n:Observation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT load_lock_id IF NOT EXISTS FOR (n:LoadLock) REQUIRE n.id IS UNIQUE;

// "What does this name mean?": one look-up for codes, names, aliases and publishers' spellings.
CREATE CONSTRAINT spelling_text IF NOT EXISTS FOR (n:Spelling) REQUIRE n.id IS UNIQUE;
CREATE INDEX spelling_of_kind IF NOT EXISTS FOR (n:Spelling) ON (n.kind, n.text);
// "Did you mean …?"
CREATE FULLTEXT INDEX spelling_text_nearest IF NOT EXISTS FOR (n:Spelling) ON EACH [n.text];

// "Who says so?": the claims about one thing, and those that one load made.
CREATE INDEX claim_subject IF NOT EXISTS FOR (n:Claim) ON (n.subject);
// "What became known, what was given up?"
CREATE INDEX claim_recorded IF NOT EXISTS FOR (n:Claim) ON (n.recordedAt);
CREATE INDEX claim_retracted IF NOT EXISTS FOR (n:Claim) ON (n.retractedAt);
CREATE INDEX observation_recorded IF NOT EXISTS FOR (n:Observation) ON (n.recordedAt);
CREATE INDEX observation_retracted IF NOT EXISTS FOR (n:Observation) ON (n.retractedAt);
CREATE INDEX claim_origin IF NOT EXISTS FOR (n:Claim) ON (n.origin);

// "Which sources have magnets of 2024, and which of them is shown?"
CREATE INDEX trade_table_hs IF NOT EXISTS FOR (n:TradeTable) ON (n.hs, n.year);
// "What trade has this source?"
CREATE INDEX trade_table_source IF NOT EXISTS FOR (n:TradeTable) ON (n.source);
// "Who does Japan buy its magnets from?": shares, rankings and a page of one importer's flows, from the index alone where only
// values are asked.
CREATE INDEX trade_flow_table_importer IF NOT EXISTS FOR (n:TradeFlow) ON (n.table, n.importer, n.valueUsd, n.exporter);
// "Who does China sell its magnets to?", and who exports them at all.
CREATE INDEX trade_flow_table_exporter IF NOT EXISTS FOR (n:TradeFlow) ON (n.table, n.exporter, n.valueUsd, n.importer);
// What flows add up to, by importer and by exporter of each table.
CREATE CONSTRAINT import_sum_key IF NOT EXISTS FOR (n:ImportSum) REQUIRE (n.table, n.importer) IS UNIQUE;
CREATE CONSTRAINT export_sum_key IF NOT EXISTS FOR (n:ExportSum) REQUIRE (n.table, n.exporter) IS UNIQUE;
// "The largest magnet flows of 2024", a page at a time without sorting them all.
CREATE INDEX trade_flow_table_value IF NOT EXISTS FOR (n:TradeFlow) ON (n.table, n.valueUsd);
// "The largest flows of all."
CREATE INDEX trade_flow_any_value IF NOT EXISTS FOR (n:TradeFlow) ON (n.valueUsd);

// "Who mines cobalt?", "what does dysprosium cost?": all figures of one kind about a mineral.
CREATE INDEX observation_mineral IF NOT EXISTS FOR (n:Observation) ON (n.mineral, n.kind, n.year);
// "How much cobalt does Finland refine?"
CREATE INDEX observation_country IF NOT EXISTS FOR (n:Observation) ON (n.country, n.mineral, n.kind);
// "What has this data set that its newer file lacks?": each load sweeps its own alone.
CREATE INDEX observation_origin IF NOT EXISTS FOR (n:Observation) ON (n.origin);
CREATE INDEX facility_origin IF NOT EXISTS FOR (n:Facility) ON (n.origin);
// "How many figures and facilities are there of a source?"
CREATE INDEX observation_source IF NOT EXISTS FOR (n:Observation) ON (n.source);
CREATE INDEX facility_source IF NOT EXISTS FOR (n:Facility) ON (n.source);
