// Says once more at the very end what failed and why, in few lines: a long log's last lines are the ones that are read.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { stripVTControlCharacters } from "node:util";

const linesOfEach = 14;

export default class Failures implements Reporter {
  readonly #failed: { test: TestCase; result: TestResult }[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== test.expectedStatus && result.status !== "skipped") this.#failed.push({ test, result });
  }

  onEnd(): void {
    for (const { test, result } of this.#failed) {
      console.log(`\nFAILED ${test.titlePath().slice(2).join(" › ")} (worker ${result.workerIndex}, ${Math.round(result.duration / 1000)} s)`);
      for (const error of result.errors) {
        const lines = stripVTControlCharacters(error.message ?? "").split("\n").filter((line) => line.trim() !== "");
        console.log(lines.slice(0, linesOfEach).map((line) => `    ${line.slice(0, 240)}`).join("\n"));
      }
    }
  }
}
