import { onchainTable } from "ponder";

export const emitted = onchainTable("emitted", (t) => ({
  id: t.text().primaryKey(),
  block: t.bigint(),
  transaction: t.hex(),
  number: t.bigint(),
  value: t.bigint(),
}));
