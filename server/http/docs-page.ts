/** The page on the API: Swagger UI, which draws `/api/openapi.json` and tries operations out. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Microcalc API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<div class="swagger-ui"><p class="wrapper"><a class="link" href="/">Back to Microcalc</a></p></div>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript. What it shows is in <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
<script src="/api/docs/swagger-ui-bundle.js" defer></script>
<script src="/api/docs/start.js" defer></script>
</body>
</html>
`;

/**
 * A file of its own, since the page's policy lets no script stand in it. Keys that are typed in are forgotten on
 * leaving.
 */
export const startScript = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  withCredentials: false,
  queryConfigEnabled: false,
  tryItOutEnabled: false,
  defaultModelsExpandDepth: 0,
});
`;
