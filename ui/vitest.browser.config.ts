import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    include: ["test-browser/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 90_000,
    bail: 0,
    expect: { poll: { timeout: 5_000 } },
    hookTimeout: 120_000,
    globalSetup: ["test-browser/build-page.ts"],
  },
});
