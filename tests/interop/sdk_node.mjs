// The Node package: V3 signatures, a typed request and response for every action.
import assert from "node:assert/strict";
import { KEY, endpoint, load, run } from "./scenario.mjs";

const cams = load("@alicloud/cams20200606");
const { Config } = load("@alicloud/openapi-client");
const Client = cams.default;
const method = (action) => action[0].toLowerCase() + action.slice(1);

// A typed object of the package from names as the service spells them.
function typed(Type, values) {
  const names = Object.fromEntries(Object.entries(Type.names()).map(([own, spelled]) => [spelled, own]));
  const types = Type.types();
  const fields = Object.entries(values).filter(([spelled]) => names[spelled]).map(([spelled, value]) => {
    const type = types[names[spelled]];
    if (type?.type === "array" && typeof type.itemType === "function") return [names[spelled], value.map((one) => typed(type.itemType, one))];
    return [names[spelled], typeof type === "function" ? typed(type, value) : value];
  });
  return new Type(Object.fromEntries(fields));
}

async function call(action, parameters, secret) {
  const client = new Client(new Config({ accessKeyId: KEY, accessKeySecret: secret, endpoint: endpoint.replace("http://", ""), protocol: "http", regionId: "ap-southeast-1" }));
  const response = await client[method(action)](typed(cams[`${action}Request`], parameters));
  assert.equal(response.statusCode, 200);
  assert.ok(response instanceof cams[`${action}Response`]);
  return response.body.toMap();
}

function raised(error, kind) {
  // The package is compiled so that what it throws is an Error again: only the stack still names its class.
  assert.ok(error instanceof Error && error.stack.includes("new ResponseError"), error.stack);
  assert.ok(error.statusCode >= 400 && error.statusCode < 500, String(error.statusCode));
  assert.ok(error.data.RequestId, "the request is told");
  return error.code;
}

await run("@alicloud/cams20200606", "node_sdk", { has: (action) => typeof Client.prototype[method(action)] === "function", call, raised });
