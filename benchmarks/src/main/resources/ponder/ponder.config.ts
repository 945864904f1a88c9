import { createConfig } from "ponder";
import { http } from "viem";

export default createConfig({
  networks: {
    anvil: {
      chainId: 31337,
      transport: http(process.env.NODE_URL),
      // The least that it allows, and no limit of its own on what it asks.
      pollingInterval: 100,
      maxRequestsPerSecond: 100000,
      disableCache: true,
    },
  },
  contracts: {
    Emitter: {
      abi: [
        {
          type: "event",
          name: "Emitted",
          inputs: [
            { name: "number", type: "uint256", indexed: true },
            { name: "value", type: "uint256", indexed: false },
          ],
        },
      ],
      network: "anvil",
      address: process.env.CONTRACT as `0x${string}`,
      startBlock: Number(process.env.START_BLOCK),
    },
  },
});
