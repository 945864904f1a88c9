// Compiles the contracts beside it and writes what the program needs of them:
//
//   npm ci && npm run compile [-- <folder to write to>]
//
// The same sources and the same compiler give the same bytes: no metadata hash is appended, which
// would depend on paths. The EVM version is the oldest that Asset Hub and Ethereum both run.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../resources/io/holdfast/chain/evm/contract");
const contracts = ["HoldfastDeposits", "HoldfastEscrow"];
const settings = {
  evmVersion: "paris",
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
};
const sources = Object.fromEntries(
  contracts.map((name) => [name + ".sol", { content: readFileSync(join(here, name + ".sol"), "utf8") }]),
);
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings })));
if (output.errors?.length) {
  console.error(output.errors.map((error) => error.formattedMessage).join("\n"));
  process.exit(1);
}
mkdirSync(out, { recursive: true });
for (const name of contracts) {
  const compiled = output.contracts[name + ".sol"][name];
  const content = { compiler: solc.version(), bytecode: "0x" + compiled.evm.bytecode.object, abi: compiled.abi };
  writeFileSync(join(out, name + ".json"), JSON.stringify(content, null, 1) + "\n");
}
