import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// An unusual time zone and locale show what silently depends on them.
process.env.TZ = "America/Bahia_Banderas";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
  },
});
