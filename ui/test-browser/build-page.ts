import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Builds the page once, so that the browser tests see what users get. */
export default function setup(): void {
  if (process.env.DREY_SKIP_BUILD !== "1") {
    const root = fileURLToPath(new URL("..", import.meta.url));
    execFileSync("npx", ["vite", "build", "--logLevel", "error"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "production" },
    });
  }
}
