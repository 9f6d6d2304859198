// Tests that passed at a second try only: named at the end of a run, since each is a race of the product or of the test.
import { writeFileSync } from 'node:fs';

/** Vitest reporter. Writes the full names, with their file, as a JSON list to the file named by `ZUOXI_FLAKY_FILE`. */
export default class FlakyReporter {
  names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky === true) this.names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    const file = process.env.ZUOXI_FLAKY_FILE;
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.names));
  }
}
