// What every driver does with its package: each action once well, with a wrong key, throttled, and refused.
//
// A driver hands over `call(action, parameters, secret)`, which returns the answer or throws, and says which errors mean
// what. Prints a line of JSON for each outcome. The same steps as scenario.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const [callsFile, endpoint, modules] = process.argv.slice(2);
export const load = createRequire(`${modules}/package.json`);
export const [KEY, SECRET, WRONG] = ["test-ak-id", "test-ak-secret", "not-the-secret"];

async function control(route, body) {
  const answer = await fetch(`${endpoint}/_emulator/${route}`, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  assert.equal(answer.status, 200, await answer.text());
}

function filled(value, names) {
  if (Array.isArray(value)) return value.map((one) => filled(one, names));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, names)]));
  return typeof value === "string" ? (names[value] ?? value) : value;
}

const at = (answer, path) => path.split(".").reduce((value, step) => value[step], answer);

// `raised(error, kind)` asserts the error's class and returns the service's code.
export async function run(packageName, driver, { has, call, raised }) {
  const version = JSON.parse(readFileSync(`${modules}/node_modules/${packageName}/package.json`)).version;
  const names = { NAME: `interop_${driver}`, SPACE: `cams-${driver}` };
  const tell = (action, outcome, code = null) => console.log(JSON.stringify({ package: packageName, version, action, outcome, code }));
  const fault = (kind, action) => control("faults", kind ? [{ fault: kind, action }] : []);

  async function refused(action, parameters, secret, kind, expected, outcome) {
    let answer;
    try {
      answer = await call(action, parameters, secret);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      const code = raised(error, kind);
      assert.ok(expected.includes(code), `${packageName} ${action}: ${code} is none of ${expected} (${error.message})`);
      tell(action, outcome, code);
      return;
    }
    assert.fail(`${packageName} ${action}: ${outcome} was expected, the answer is ${JSON.stringify(answer)}`);
  }

  for (const step of JSON.parse(readFileSync(callsFile))) {
    if (step.control) {
      const body = { ...step.body, template: step.body.template.replace("NAME", names.NAME) };
      await control(`${step.control}?space=${names.SPACE}`, body);
      continue;
    }
    const { action } = step;
    if (!has(action)) {
      tell(action, "absent");
      continue;
    }
    const parameters = filled({ CustSpaceId: "SPACE", ...step.success }, names);
    const answer = await call(action, parameters, SECRET);
    assert.ok(answer.Code === "OK" && answer.RequestId, `${packageName} ${action}: ${JSON.stringify(answer)}`);
    for (const [path, expected] of Object.entries(filled(step.expect ?? {}, names))) {
      assert.equal(at(answer, path), expected, `${packageName} ${action}: ${path}`);
    }
    for (const [name, path] of Object.entries(step.keep ?? {})) names[name] = at(answer, path);
    tell(action, "success", "OK");

    await refused(action, parameters, WRONG, "client", ["SignatureDoesNotMatch", "InvalidAccessKeySecret"], "signature");
    await fault("throttle", action);
    await refused(action, parameters, SECRET, "throttled", ["Throttling.User", "Throttling.Api", "Throttling"], "throttled");
    await fault(null, action);
    if (step.business === "limit") {
      await fault("limit_control", action);
      await refused(action, parameters, SECRET, "client", [step.code], "business");
      await fault(null, action);
    } else {
      const wrong = filled({ CustSpaceId: "SPACE", ...step.business }, names);
      await refused(action, wrong, SECRET, "client", [step.code], "business");
    }
  }
}
