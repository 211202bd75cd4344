import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    include: ["bench/**/*.bench.ts"],
    environment: "node",
    reporters: ["dot"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
