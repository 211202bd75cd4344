import type { Completion, CompletionSource } from "@codemirror/autocomplete";
import { SQLDialect, sql } from "@codemirror/lang-sql";
import type { Extension } from "@codemirror/state";

const KEYWORDS = `add after all alter analyze and any as asc at between both bucket by cache call case
  catalog catalogs changelog changelog_mode column columns comment compile compute connector constraint
  create cross cube current current_date current_time current_timestamp database databases default
  define deferrable delete desc describe descriptor distinct distributed drop else end enforced escape
  estimated_cost event except execute exists explain extended fetch filter first for foreign from full
  function functions global group grouping having if ignore immediate in inner insert intersect interval
  into is jar jars join json_execution_plan key last lateral left like limit load localtime
  localtimestamp materialized match_recognize measures metadata minus module modules natural next not
  null nulls of offset on only option options or order ordinality outer over overwrite partition
  partitioned partitions pattern per period plan plan_advice preceding primary procedures purge qualify
  range recursive references remove rename replace reset right rollup row rows select session set sets
  show similar some statement statistics stop symmetric system system_time table tables tablesample
  temporary then ties to trailing truncate tumble hop cumulate unbounded union unique unknown unload
  unnest update use using values view views virtual watermark watermarks when where window with within
  without year month day hour minute second`;

const TYPES = `array bigint binary boolean bytes char character date dec decimal double float int integer
  map multiset numeric precision raw real smallint string time timestamp timestamp_ltz tinyint varbinary
  varchar varying zone`;

/** Flink SQL as the editor colours it. */
const flinkDialect = SQLDialect.define({
  keywords: KEYWORDS,
  types: TYPES,
  builtin: "true false null proctime",
  backslashEscapes: false,
  hashComments: false,
  identifierQuotes: "`",
  operatorChars: "*+-%<>!=&|~^/?",
});

/** Takes Flink SQL apart for its colours. */
export const flinkParser = flinkDialect.language.parser;

/** A keyword as it is offered, behind names; the same from every source is offered once. */
export function keyword(label: string): Completion {
  return { label, type: "keyword", boost: -1 };
}

export function flinkSql(sources: readonly CompletionSource[]): Extension {
  return [
    sql({ dialect: flinkDialect, upperCaseKeywords: true, keywordCompletion: keyword }),
    sources.map((autocomplete) => flinkDialect.language.data.of({ autocomplete })),
  ];
}
