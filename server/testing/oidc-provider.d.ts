declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  /** Of what the package offers, what tests use. */
  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }
}
