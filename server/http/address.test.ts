import { expect, test } from "vitest";
import { addressFaultOf } from "./address";
import { procedureNames } from "./trpc";

test.for([
  "/",
  "/history/0190a3c0-0000-7000-8000-000000000000",
  "/models/versions/rf-9611d0c616d6",
  "/models/versions/a%20name%2Fwith%20more",
  "/icon.svg",
  "/_next/static/chunks/app/history/%5Bid%5D/page-0~.js",
  "/apiary",
  "/api/openapi.json",
  "/api/v1/predictions/0190a3c0-0000-7000-8000-000000000000/outcomes",
  "/api/trpc/models.current,predictions.list",
  ...[...procedureNames].map((name) => `/api/trpc/${name}`),
])("%s is an address", (pathname) => {
  expect(addressFaultOf(pathname)).toBeNull();
});

test.for([
  "//api/trpc/predictions.create",
  "/api//trpc/predictions.create",
  "/api/trpc//predictions.create",
  "/%61pi/trpc/predictions.create",
  "/API/trpc/predictions.create",
  "/api%2Ftrpc%2Fpredictions.create",
  "/api;v=1/trpc/predictions.create",
  "/api\\trpc\\predictions.create",
  "/api",
  "/api/trpc/a/../predictions.create",
  "/api/trpc/./predictions.create",
  "/x/../api/trpc/predictions.create",
  "/x/%2e%2e/api/trpc/predictions.create",
  "/x/..%2fapi/trpc/predictions.create",
  "/x/..%5capi/trpc/predictions.create",
  "/api/trpc/..",
  "/api/trpc/predictions.create;v=1",
  "/api/trpc/predictions.create#a",
  "/api/trpc/predictions.create\\",
  "/_next/image",
  "/%5fnext/image",
  "/_next%2Fimage",
  "/_next/%69mage",
  "/_NEXT/IMAGE",
  "//_next/image",
  "/_next//image",
  "/_next\\image",
  "/_next%5Cimage",
  "/./_next/image",
  "/x/../_next/image",
  "/%255fnext/image",
  "/history/%00",
  "/history/%0d%0aSet-Cookie:a=b",
  "/history/%252e%252e",
])("%s is answered by nobody", (pathname) => {
  expect(addressFaultOf(pathname)?.[0]).toBe(404);
});

test.for([
  "",
  "history",
  "*",
  "http://elsewhere.example/",
  "/%ZZ",
  "/%C3%28",
  "/caf\u00e9",
  "/api/trpc/%2e%2e/x",
  "/api/trpc/a%2Eb",
])("%j is malformed", (pathname) => {
  expect(addressFaultOf(pathname)?.[0]).toBe(400);
});
