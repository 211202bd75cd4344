import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import { expect, it } from "vitest";

const DESCRIPTION = fileURLToPath(new URL("../../../docs/generated/openapi.json", import.meta.url));
const BANNER = `/**
 * The shapes of the published API, made from docs/generated/openapi.json by \`./drey golden\`.
 * Not to be edited.
 */`;

/** The named schemas of the description as TypeScript. */
async function typesOf(description: string): Promise<string> {
  const schemas: Record<string, JSONSchema> = JSON.parse(
    description.replaceAll("#/components/schemas/", "#/definitions/"),
  ).components.schemas;
  const names = Object.keys(schemas);
  const index: JSONSchema = {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    required: names,
    definitions: schemas,
  };
  return await compile(index, "Schemas", {
    additionalProperties: false,
    bannerComment: BANNER,
    style: { printWidth: 100 },
  });
}

it("the page's types are those of the published API; run ./drey golden", async () => {
  const types = await typesOf(readFileSync(DESCRIPTION, "utf8"));
  await expect(types).toMatchFileSnapshot("../api/generated/schemas.ts");
});
