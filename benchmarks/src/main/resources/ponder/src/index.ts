import { ponder } from "ponder:registry";
import { emitted } from "ponder:schema";

ponder.on("Emitter:Emitted", async ({ event, context }) => {
  await context.db.insert(emitted).values({
    id: event.id ?? `${event.log.id}`,
    block: event.block.number,
    transaction: event.transaction.hash,
    number: event.args.number,
    value: event.args.value,
  });
});
