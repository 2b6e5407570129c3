// The browser's tests. Each worker starts the real program by itself (fixtures.ts), so there is nothing to start beforehand.
//
//   PRASSI_TEST_BIN        the program; target/debug/prassi by default
//   PRASSI_TEST_POSTGRES   the address of a PostgreSQL server of our own (tests/tools/with-postgres gives one)
//   PRASSI_TEST_CHROMIUM   the browser; /usr/bin/chromium by default
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: process.env["PRASSI_SCREENSHOTS"] === undefined ? "*.spec.ts" : "screenshots.ts",
  outputDir: "../../target/browser-results",
  reporter: [["list"], ["./failures.ts"]],
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  // a busy machine is no failure
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env["PRASSI_TEST_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    },
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "off",
    screenshot: "only-on-failure",
  },
});
