// The older Node package: V1 signatures, any action by its name, everything in the form.
import assert from "node:assert/strict";
import { KEY, endpoint, load, run } from "./scenario.mjs";

const { RPCClient } = load("@alicloud/pop-core");

async function call(action, parameters, secret) {
  const client = new RPCClient({ accessKeyId: KEY, accessKeySecret: secret, endpoint, apiVersion: "2020-06-06" });
  // The package would write objects as flattened names: its users hand over JSON.
  const texts = Object.entries(parameters).map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : value]);
  return client.request(action, Object.fromEntries(texts), { method: "POST", timeout: 10000 });
}

function raised(error, kind) {
  assert.equal(error.name, `${error.code}Error`, error.message);
  assert.equal(error.data.Code, error.code);
  assert.ok(error.data.RequestId && error.entry, "the request is told with its answer");
  return error.code;
}

await run("@alicloud/pop-core", "pop_core", { has: () => true, call, raised });
