import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type NotebookHit, problemOf, queries } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel, Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import css from "./home.module.css";

const TYPING_PAUSE = 200;

/** The lines of all notebooks that have the text, each a link to its cell. */
export function SearchHits({ text }: { text: string }) {
  const [wanted] = useDebouncedValue(text, TYPING_PAUSE);
  const { data, error } = useQuery({
    ...queries.search(wanted),
    placeholderData: keepPreviousData,
  });
  if (error !== null) {
    const problem = problemOf(error);
    return <ProblemPanel title={problem.title} text={problem.detail} help={problem.help} />;
  }
  return (
    <Section
      title={t("home.search.title")}
      action={
        <span className={css.dim} role="status">
          {data !== undefined && t("home.search.hits", { n: data.hits.length })}
        </span>
      }
    >
      <Panel>
        {data?.hits.length === 0 && (
          <EmptyState isSmall title={t("home.search.none", { typed: wanted })} />
        )}
        <ul className={css.hits}>
          {data?.hits.map((hit) => (
            <li key={`${hit.path} ${hit.key} ${hit.line}`}>
              <Link to="/notebooks/$" params={{ _splat: hit.path }} hash={hit.key}>
                {hit.title}
              </Link>{" "}
              <span className={css.dim}>
                {hit.path}
                {hit.cell !== null && ` · ${hit.cell}`} · {t("home.search.line", { n: hit.line })}
              </span>
              <Excerpt hit={hit} />
            </li>
          ))}
        </ul>
        {data?.isTruncated && <p className={css.more}>{t("home.search.more")}</p>}
      </Panel>
    </Section>
  );
}

function Excerpt({ hit }: { hit: NotebookHit }) {
  const { excerpt, from, to } = hit;
  return (
    <code className={css.excerpt}>
      {excerpt.slice(0, from)}
      <mark>{excerpt.slice(from, to)}</mark>
      {excerpt.slice(to)}
    </code>
  );
}
